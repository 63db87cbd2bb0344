import type { SharedView } from '@codexos/protocol/contracts/share.contract';
import type { JsonValue } from '@codexos/protocol/json';
import { Markdown } from '@/components/markdown';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';
import { formatDuration } from '@/lib/format';
import { SharedPassages } from './shared-passages';

type Run = Extract<SharedView, { type: 'run' }>;

/** A run that was shared: what went in, when each step ran, what came out. */
export function SharedRun({ run }: { run: Run }) {
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-lg font-semibold tracking-tight">{run.name}</h1>
        <StatusLabel status={run.status} className="text-xs" />
        <span className="text-xs text-muted-foreground">
          <RelativeTime at={run.createdAt} />
          {run.durationMs === undefined ? '' : ` · ${formatDuration(run.durationMs)}`}
        </span>
      </div>
      <SharedValues title="Input" values={run.input} />
      <SharedSteps run={run} />
      <SharedValues title="Result" values={run.outputs} />
      <SharedPassages citations={run.citations} />
    </>
  );
}

/** Bars on one line of time. */
function SharedSteps({ run }: { run: Run }) {
  const total = Math.max(
    1,
    ...run.steps.map(({ startedAfterMs, durationMs }) => startedAfterMs + (durationMs ?? 0)),
  );
  return (
    <section aria-label="Steps" className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">Steps</h2>
      <ol className="divide-y rounded-md border bg-card">
        {run.steps.map((step, index) => (
          <li
            key={`${step.id}-${index}`}
            className="grid grid-cols-[9rem_minmax(0,1fr)_5rem] items-center gap-3 px-3 py-2 text-xs"
          >
            <span className="truncate font-medium">{step.name}</span>
            <span className="relative h-2 rounded-full bg-muted" aria-hidden>
              <span
                className={`absolute h-2 min-w-1 rounded-full ${step.status === 'failed' ? 'bg-destructive' : 'bg-primary'}`}
                style={{
                  left: `${(step.startedAfterMs / total) * 100}%`,
                  width: `${((step.durationMs ?? 0) / total) * 100}%`,
                }}
              />
            </span>
            <span className="text-right font-mono text-2xs text-muted-foreground">
              {step.durationMs === undefined ? step.status : formatDuration(step.durationMs)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function SharedValues({
  title,
  values,
}: {
  title: string;
  values: Readonly<Record<string, JsonValue>>;
}) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-sm font-medium">{title}</h2>
      {entries.map(([name, value]) => (
        <div key={name} className="rounded-md border bg-card px-3 py-2">
          <p className="pb-1 font-mono text-2xs text-muted-foreground">{name}</p>
          {typeof value === 'string' ? (
            <Markdown text={value} />
          ) : (
            <pre className="overflow-x-auto font-mono text-xs">{JSON.stringify(value, null, 2)}</pre>
          )}
        </div>
      ))}
    </section>
  );
}
