'use client';
import type { JsonValue } from '@codexos/protocol/json';
import type { ActivationView, RunView } from '@codexos/protocol/run-view';
import type { SharedRunEvent } from '@codexos/protocol/shared-run';
import { JsonView } from '@/components/json-view';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusLabel } from '@/components/ui/status-dot';
import { useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel } from '@/features/canvas/model/canvas-node';
import { NodeTile } from '@/features/canvas/node-tile';
import { ActivationPicker, useActivationChoice } from '@/features/run/activation-picker';
import { formatDuration } from '@/lib/format';
import { withheldPorts } from './to-run-events';

interface SharedNodeProps {
  view: RunView;
  events: readonly SharedRunEvent[];
}

/** What the selected node took and gave at the moment that is shown. */
export function SharedNode({ view, events }: SharedNodeProps) {
  const node = useCanvasState(({ nodes }) => nodes.find(({ selected }) => selected));
  const choice = useActivationChoice(view, node?.id);
  if (!node)
    return (
      <p className="text-sm text-muted-foreground">Choose a node to see what went in and what came out.</p>
    );
  const { activation } = choice;
  const { data } = node;
  return (
    <>
      <div className="flex items-start gap-2.5">
        <NodeTile descriptor={data.descriptor} className="size-7" />
        <div className="min-w-0">
          <h2 className="truncate text-sm font-semibold">{nodeLabel(data)}</h2>
          <p className="text-xs text-muted-foreground">{data.descriptor?.summary ?? data.node.kind}</p>
        </div>
      </div>
      <ActivationPicker {...choice} />
      {activation ? (
        <Activation activation={activation} withheld={withheldPorts(events, activation.activationId)} />
      ) : (
        <p className="text-sm text-muted-foreground">The node has not run yet at this moment.</p>
      )}
    </>
  );
}

interface ActivationProps {
  activation: ActivationView;
  withheld: ReturnType<typeof withheldPorts>;
}

function Activation({ activation, withheld }: ActivationProps) {
  const { status, durationMs, attempt, error, input, outputs, endedAt } = activation;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
        <StatusLabel status={status} className="text-foreground" />
        {durationMs === undefined ? null : <span className="tabular">{formatDuration(durationMs)}</span>}
        {attempt > 1 ? <span>try {attempt}</span> : null}
      </div>
      {error ? <ErrorNotice error={error} /> : null}
      <Values title="Input" values={Object.entries(input)} withheld={withheld.in} />
      <Values
        title="Output"
        values={outputs.map(({ port, value }) => [port, value])}
        withheld={endedAt === undefined ? [] : withheld.out}
      />
    </>
  );
}

interface ValuesProps {
  title: string;
  values: readonly (readonly [port: string, value: JsonValue])[];
  withheld: readonly string[];
}

function Values({ title, values, withheld }: ValuesProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="section-label">{title}</h3>
      {values.map(([port, value]) => (
        <JsonView key={port} label={port} value={value} />
      ))}
      {withheld.length > 0 ? (
        <p className="text-xs text-muted-foreground">
          <span className="font-mono text-2xs">{withheld.join(', ')}</span>: not shared. What retrieval and
          tools brought in stays in the workspace.
        </p>
      ) : null}
      {values.length + withheld.length === 0 ? (
        <p className="text-xs text-muted-foreground">Nothing.</p>
      ) : null}
    </section>
  );
}
