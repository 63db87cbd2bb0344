import { memo } from 'react';
import type { CodeToken } from './use-highlighted-lines';

/** The tokens of one line. */
export const CodeLine = memo(function CodeLine({ tokens }: { tokens: readonly CodeToken[] }) {
  return (
    <>
      {tokens.map(({ content, color }, index) => (
        <span key={index} style={color ? { color } : undefined}>
          {content}
        </span>
      ))}
    </>
  );
});
