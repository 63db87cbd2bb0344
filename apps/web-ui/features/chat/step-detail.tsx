'use client';
import type { JsonValue } from '@codexos/protocol/json';
import type { Passage } from '@codexos/protocol/citation';
import Link from 'next/link';
import { CodeSnippet } from '@/components/code/code-snippet';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusLabel } from '@/components/ui/status-dot';
import { fileHref, placeName } from '@/lib/file-href';
import { languageOfPath } from '@/lib/language-of-path';
import type { Step } from './run-answer';

const TEXT_LIMIT = 6_000;

/** What went into a step and what came out. */
export function StepDetail({ step, sourceId }: { step: Step; sourceId: string | undefined }) {
  return (
    <div className="my-1 ml-3.5 border-l pl-3.5">
      <StepBody step={step} sourceId={sourceId} />
    </div>
  );
}

function StepBody({ step, sourceId }: { step: Step; sourceId: string | undefined }) {
  switch (step.type) {
    case 'retrieval':
      return step.passages.length === 0 ? (
        <p className="py-1 text-sm text-muted-foreground">Nothing in the source matched.</p>
      ) : (
        <ol className="flex flex-col gap-2 py-1">
          {step.passages.map((passage, index) => (
            <PassageItem key={index} passage={passage} sourceId={sourceId} />
          ))}
        </ol>
      );
    case 'tool':
      return (
        <div className="flex flex-col gap-2 py-1">
          <Value label="Input" value={step.input} />
          {step.output === undefined ? null : <Value label="Output" value={step.output} />}
          {step.error ? <ErrorNotice error={step.error} /> : null}
        </div>
      );
    case 'child-run':
      return (
        <div className="flex items-center gap-3 py-1">
          <StatusLabel status={step.status} />
          <Link href={`/runs/${step.childRunId}`} className="text-sm text-primary-text hover:underline">
            Open its run
          </Link>
        </div>
      );
    case 'memory':
      return <p className="py-1 text-sm whitespace-pre-wrap">{step.value ?? 'The entry was deleted.'}</p>;
  }
}

function PassageItem({ passage, sourceId }: { passage: Passage; sourceId: string | undefined }) {
  const { citation, text } = passage;
  const source = citation.sourceId ?? sourceId;
  const name = placeName(citation);
  return (
    <li className="overflow-hidden rounded-sm border bg-card">
      <div className="flex items-center gap-2 border-b px-2.5 py-1 font-mono text-xs">
        {source ? (
          <Link
            href={fileHref(source, citation)}
            className="min-w-0 truncate text-primary-text hover:underline"
          >
            {name}
          </Link>
        ) : (
          <span className="min-w-0 truncate">{name}</span>
        )}
        {citation.symbol ? <span className="truncate text-muted-foreground">{citation.symbol}</span> : null}
      </div>
      <CodeSnippet
        code={text}
        language={passage.language ?? languageOfPath(citation.path)}
        startLine={citation.startLine}
        maxLines={4}
        className="px-2.5 py-1.5"
      />
    </li>
  );
}

function Value({ label, value }: { label: string; value: JsonValue }) {
  const full = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const text = full.length > TEXT_LIMIT ? `${full.slice(0, TEXT_LIMIT)}\n…` : full;
  return (
    <div>
      <p className="section-label">{label}</p>
      <CodeSnippet
        code={text}
        language={typeof value === 'string' ? 'text' : 'json'}
        className="mt-1 max-h-64 overflow-y-auto rounded-sm border bg-card px-2.5 py-1.5"
      />
    </div>
  );
}
