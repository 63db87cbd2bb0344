'use client';
import { CopyButton } from './ui/copy-button';
import { CodeSnippet } from './code/code-snippet';

/** A block of code in a text: language, copy, colours. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  return (
    <div data-slot="code-block" className="my-3 overflow-hidden rounded-md border bg-card">
      <div className="flex h-8 items-center justify-between border-b bg-muted/40 pr-1 pl-3">
        <span className="font-mono text-2xs text-muted-foreground">{language || 'text'}</span>
        <CopyButton text={code} label="Copy code" />
      </div>
      <CodeSnippet code={code} language={language} className="px-3 py-2.5" />
    </div>
  );
}
