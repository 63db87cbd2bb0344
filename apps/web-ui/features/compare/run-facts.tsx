import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import type { RunView } from '@codexos/protocol/run-view';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';
import { formatDuration, formatMicroUsd } from '@/lib/format';

export interface ComparedRun {
  detail: RunDetail;
  view: RunView;
}

interface Fact {
  label: string;
  show: (run: ComparedRun) => ReactNode;
  /** For numbers: what B has more than A, in words. */
  change?: (from: ComparedRun, to: ComparedRun) => string | undefined;
}

const tokensOf = ({ view }: ComparedRun): number => view.usage.inputTokens + view.usage.outputTokens;

const FACTS: readonly Fact[] = [
  { label: 'Status', show: ({ view }) => <StatusLabel status={view.status} /> },
  { label: 'Started', show: ({ detail }) => <RelativeTime at={detail.createdAt} /> },
  {
    label: 'Version',
    show: ({ detail }) => (detail.version === undefined ? '–' : `v${detail.version}`),
  },
  {
    label: 'Duration',
    show: ({ view }) => (view.durationMs === undefined ? '–' : formatDuration(view.durationMs)),
    change: (from, to) => signed((to.view.durationMs ?? 0) - (from.view.durationMs ?? 0), formatDuration),
  },
  {
    label: 'Tokens',
    show: (run) =>
      tokensOf(run) === 0 ? '–' : `${run.view.usage.inputTokens} in, ${run.view.usage.outputTokens} out`,
    change: (from, to) => signed(tokensOf(to) - tokensOf(from), String),
  },
  {
    label: 'Cost',
    show: ({ view }) => (view.usage.microUsd === 0 ? '–' : formatMicroUsd(view.usage.microUsd)),
    change: (from, to) => signed(to.view.usage.microUsd - from.view.usage.microUsd, formatMicroUsd),
  },
];

interface RunFactsProps {
  a: ComparedRun | undefined;
  b: ComparedRun | undefined;
  /** Chooses each of the two. */
  pickers: readonly [ReactNode, ReactNode];
}

/** Which runs are compared, and how each went as a whole. */
export function RunFacts({ a, b, pickers: [pickA, pickB] }: RunFactsProps) {
  return (
    <section
      aria-label="The two runs"
      className="grid grid-cols-[6rem_minmax(0,1fr)_minmax(0,1fr)] overflow-hidden rounded-md border bg-card text-sm max-[599px]:grid-cols-2"
    >
      <span className="border-b max-[599px]:hidden" />
      <div className="min-w-0 border-b border-l p-2 max-[599px]:border-l-0">{pickA}</div>
      <div className="min-w-0 border-b border-l p-2">{pickB}</div>
      {FACTS.map((fact, index) => (
        <FactRow key={fact.label} fact={fact} a={a} b={b} isLast={index === FACTS.length - 1} />
      ))}
    </section>
  );
}

function FactRow({
  fact: { label, show, change },
  a,
  b,
  isLast,
}: Pick<RunFactsProps, 'a' | 'b'> & { fact: Fact; isLast: boolean }) {
  const line = isLast ? '' : 'border-b';
  const hasBoth = a?.view.endedAt !== undefined && b?.view.endedAt !== undefined;
  const more = hasBoth ? change?.(a, b) : undefined;
  return (
    <>
      <span
        className={`flex items-center px-3 text-xs text-muted-foreground max-[599px]:col-span-2 max-[599px]:border-b-0 max-[599px]:pt-1.5 ${line}`}
      >
        {label}
      </span>
      <Value className={`${line} max-[599px]:border-l-0`}>{a ? show(a) : '–'}</Value>
      <Value className={line}>
        {b ? show(b) : '–'}
        {more === undefined ? null : (
          <span className="font-mono text-2xs text-muted-foreground tabular">{more}</span>
        )}
      </Value>
    </>
  );
}

function Value({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      className={`flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 border-l px-3 tabular max-[599px]:min-h-7 max-[599px]:pb-1 ${className}`}
    >
      {children}
    </span>
  );
}

function signed(difference: number, format: (value: number) => string): string | undefined {
  if (difference === 0) return undefined;
  return `${difference > 0 ? '+' : '−'}${format(Math.abs(difference))}`;
}
