'use client';
import {
  forkShared,
  runShared,
  type ShareKind,
  type SharedView,
} from '@codexos/protocol/contracts/share.contract';
import type { JsonObject } from '@codexos/protocol/json';
import { GitForkIcon, PlayIcon } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RunInputField } from '@/features/run/run-input-field';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { SharedPassages } from './shared-passages';
import { SharedValues } from './shared-values';

type Flow = Extract<SharedView, { type: 'flow' }>;

interface SharedFlowProps {
  token: string;
  kind: ShareKind;
  flow: Flow;
}

/** A published flow: its steps by name, and what the link allows. */
export function SharedFlow({ token, kind, flow }: SharedFlowProps) {
  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="text-lg font-semibold tracking-tight">{flow.name}</h1>
        {flow.description === '' ? null : <p className="text-sm text-muted-foreground">{flow.description}</p>}
      </div>
      {kind === 'fork' ? <Fork token={token} /> : null}
      {kind === 'run' ? <RunForm token={token} flow={flow} /> : null}
      <section aria-label="Steps" className="flex flex-col gap-2">
        <h2 className="text-sm font-medium">Steps</h2>
        <ol className="divide-y rounded-md border bg-card">
          {flow.nodes.map(({ id, kind: nodeKind, name }) => (
            <li key={id} className="flex items-center gap-2.5 px-3 py-2 text-sm">
              <span className="min-w-0 flex-1 truncate">
                <span className="font-medium">{name}</span>
                <span className="text-xs text-muted-foreground">{leadsTo(flow, id)}</span>
              </span>
              <Badge variant="outline">{nodeKind}</Badge>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function leadsTo({ nodes, edges }: Flow, id: string): string {
  const names = edges
    .filter(({ from }) => from === id)
    .map(({ to }) => nodes.find((node) => node.id === to)?.name ?? to);
  return names.length === 0 ? '' : ` → ${[...new Set(names)].join(', ')}`;
}

function Fork({ token }: { token: string }) {
  const fork = useApiMutation(forkShared, {
    onSuccess: ({ flowId }) => window.location.assign(`/flows/${flowId}`),
  });
  return (
    <div className="flex flex-col items-start gap-3">
      <Button variant="primary" disabled={fork.isPending} onClick={() => fork.mutate({ body: { token } })}>
        <GitForkIcon aria-hidden /> Copy into my workspace
      </Button>
      {fork.error ? <ErrorNotice error={fork.error} /> : null}
    </div>
  );
}

function RunForm({ token, flow }: { token: string; flow: Flow }) {
  const [values, setValues] = useState<JsonObject>({});
  const run = useApiMutation(runShared);
  const result = run.data;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate({ body: { token, input: values } });
      }}
    >
      {flow.inputs.map((input, index) => (
        <RunInputField
          key={input.name}
          input={{ ...input, defaultValue: undefined, help: undefined }}
          value={values[input.name]}
          isFirst={index === 0}
          onChange={(value) =>
            setValues(({ [input.name]: _old, ...others }) =>
              value === undefined ? others : { ...others, [input.name]: value },
            )
          }
        />
      ))}
      <Button type="submit" variant="primary" className="self-start" disabled={run.isPending}>
        <PlayIcon aria-hidden /> {run.isPending ? 'Running…' : 'Run'}
      </Button>
      {run.error ? <ErrorNotice error={run.error} /> : null}
      <div aria-live="polite" className="flex flex-col gap-3">
        {result && result.status !== 'completed' ? (
          <p className="text-sm text-destructive">
            {result.problem ?? `The run is ${result.status}. It goes on in its workspace.`}
          </p>
        ) : null}
        {result ? <SharedValues title="Result" values={result.outputs} /> : null}
        {result ? <SharedPassages citations={result.citations} /> : null}
      </div>
    </form>
  );
}
