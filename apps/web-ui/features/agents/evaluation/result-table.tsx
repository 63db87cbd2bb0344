import type { AgentCase, AgentEvaluation, CaseResult } from '@codexos/protocol/agent-evaluation';
import { CheckIcon, XIcon } from 'lucide-react';
import Link from 'next/link';
import { StatusLabel } from '@/components/ui/status-dot';
import { formatDuration } from '@/lib/format';
import { expectationWords } from './evaluation-words';

/** Each question of a trial with what came of it, and the run to look into. */
export function ResultTable({ evaluation: { cases, results, status } }: { evaluation: AgentEvaluation }) {
  return (
    <ol className="divide-y rounded-md border bg-card" aria-label="Results">
      {cases.map((one, index) => (
        <li key={one.id} className="flex items-start gap-3 px-3 py-2">
          <Verdict result={results[index]} isRunning={status === 'running'} />
          <div className="min-w-0 flex-1">
            <p className="line-clamp-2 text-sm">{one.question}</p>
            <Checks one={one} result={results[index]} />
          </div>
          {results[index] ? (
            <Link
              href={`/runs/${results[index].runId}`}
              className="shrink-0 rounded-xs text-xs text-muted-foreground underline"
            >
              {results[index].outcome ? formatDuration(results[index].outcome.durationMs) : 'Run'}
              <span className="sr-only">: open the run</span>
            </Link>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Verdict({ result, isRunning }: { result: CaseResult | undefined; isRunning: boolean }) {
  const width = 'w-24 shrink-0';
  if (result?.outcome) {
    const { isPassed } = result.outcome;
    return (
      <span className={`${width} inline-flex items-center gap-1.5 text-sm`}>
        {isPassed ? (
          <CheckIcon className="size-3.5 text-ok" aria-hidden />
        ) : (
          <XIcon className="size-3.5 text-destructive" aria-hidden />
        )}
        {isPassed ? 'Passed' : 'Failed'}
      </span>
    );
  }
  if (!isRunning) return <span className={`${width} text-sm text-muted-foreground`}>Not asked</span>;
  return <StatusLabel status={result ? 'running' : 'queued'} className={width} />;
}

function Checks({ one, result }: { one: AgentCase; result: CaseResult | undefined }) {
  const outcome = result?.outcome;
  return (
    <>
      {outcome?.message === undefined ? null : <p className="text-xs text-destructive">{outcome.message}</p>}
      <ul className="text-xs text-muted-foreground">
        {one.expectations.map((expectation, index) => (
          <li key={index} className="flex items-center gap-1.5 break-words">
            {outcome ? (
              outcome.checks[index] ? (
                <CheckIcon className="size-3 shrink-0 text-ok" aria-label="met" />
              ) : (
                <XIcon className="size-3 shrink-0 text-destructive" aria-label="not met" />
              )
            ) : null}
            {expectationWords(expectation)}
          </li>
        ))}
      </ul>
    </>
  );
}
