import type { SharedCitation } from '@codexos/protocol/contracts/share.contract';
import { CodeSnippet } from '@/components/code/code-snippet';
import { languageOfPath } from '@/lib/language-of-path';

/** The cited lines, folded until somebody looks. */
export function SharedPassages({ citations }: { citations: readonly SharedCitation[] }) {
  if (citations.length === 0) return null;
  return (
    <ol aria-label="Sources" className="flex flex-col gap-1.5">
      {citations.map(({ path, startLine, endLine, text }, index) => (
        <li key={`${path}-${startLine}-${index}`} className="rounded-md border bg-card text-xs">
          <details>
            <summary className="cursor-pointer px-3 py-2 font-mono text-2xs">
              {index + 1} · {path}:{startLine}–{endLine}
            </summary>
            {text === undefined ? (
              <p className="px-3 pb-2 text-muted-foreground">These lines are not kept any more.</p>
            ) : (
              <CodeSnippet
                code={text}
                language={languageOfPath(path)}
                startLine={startLine}
                wraps
                className="border-t px-3 py-2"
              />
            )}
          </details>
        </li>
      ))}
    </ol>
  );
}
