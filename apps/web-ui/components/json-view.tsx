'use client';
import type { JsonValue } from '@codexos/protocol/json';
import { CopyButton } from '@/components/ui/copy-button';
import { CodeSnippet } from './code/code-snippet';
import { WholeValue } from './whole-value';

const MAX_SHOWN = 20_000;

interface JsonViewProps {
  value: JsonValue;
  label?: string;
}

/** Any value: text as text, the rest as indented JSON. Long values are cut here, not in the copy. */
export function JsonView({ value, label }: JsonViewProps) {
  return <WholeValue value={value}>{(whole) => <PlainView value={whole} label={label} />}</WholeValue>;
}

function PlainView({ value, label }: { value: JsonValue; label: string | undefined }) {
  const isText = typeof value === 'string';
  const text = isText ? value : JSON.stringify(value, null, 2);
  const shown =
    text.length > MAX_SHOWN
      ? `${text.slice(0, MAX_SHOWN)}\n… ${text.length - MAX_SHOWN} more characters`
      : text;
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      <div className="flex h-7 items-center justify-between border-b px-2.5 font-mono text-2xs text-muted-foreground">
        {label ?? (isText ? 'text' : 'json')}
        <CopyButton text={text} label={`Copy ${label ?? 'value'}`} />
      </div>
      {isText ? (
        <pre
          tabIndex={0}
          className="max-h-72 overflow-auto p-2.5 font-mono text-2xs leading-4.5 break-words whitespace-pre-wrap"
        >
          {shown}
        </pre>
      ) : (
        <CodeSnippet code={shown} language="json" className="max-h-72 overflow-auto p-2.5 text-2xs" />
      )}
    </div>
  );
}
