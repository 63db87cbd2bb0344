'use client';
import type { PortDescriptor } from '@codexos/protocol/catalogue';
import {
  getLastNodeRun,
  type LastNodeRun,
  type SourceBinding,
} from '@codexos/protocol/contracts/runs.contract';
import type { JsonObject } from '@codexos/protocol/json';
import { PlayIcon, TriangleAlertIcon } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { Textarea } from '@/components/ui/textarea';
import { useCanvas } from '@/features/canvas/model/canvas-context';
import { nodeLabel, type CanvasNode } from '@/features/canvas/model/canvas-node';
import { needsSource } from '@/features/run/run-inputs';
import type { FlowRun } from '@/features/run/use-flow-run';
import { useApiQuery } from '@/lib/api/use-api-query';
import { effectOfNode } from './node-effect';
import { fieldText, readField, type TypedValue } from './value-field';

interface RunNodeDialogProps {
  flowId: string;
  node: CanvasNode;
  run: FlowRun;
  onStarted: () => void;
  onClose: () => void;
}

/** Asks for what one node needs, filled with what it took the last time, and runs it alone. */
export function RunNodeDialog(props: RunNodeDialogProps) {
  const { flowId, node, onClose } = props;
  const last = useApiQuery(
    getLastNodeRun,
    { params: { flowId, nodeId: node.id } },
    { staleTime: 0, gcTime: 0 },
  );
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Run {nodeLabel(node.data)} alone</DialogTitle>
          <DialogDescription>
            Only this node runs, on the values below. It is a run like any other: it is kept, counted and can
            be stopped.
          </DialogDescription>
        </DialogHeader>
        {last.isPending ? <Skeleton className="h-24" /> : <Form {...props} last={last.data?.last} />}
      </DialogContent>
    </Dialog>
  );
}

function Form({
  node,
  run,
  last,
  onStarted,
  onClose,
}: RunNodeDialogProps & { last: LastNodeRun | undefined }) {
  const { kinds, catalogue } = useCanvas();
  const { descriptor, node: flowNode } = node.data;
  const ports = descriptor?.ports.in ?? [];
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(ports.map((port) => [port.name, fieldText(last?.input[port.name], port)])),
  );
  const [source, setSource] = useState<SourceBinding | undefined>(last?.source);
  const hasSource = needsSource({ nodes: [flowNode] }, kinds);
  const typed = ports.map((port) => ({ port, value: readField(texts[port.name] ?? '', port) }));
  const isReady =
    typed.every(({ port, value }) => value.isGiven || (!port.required && !('problem' in value))) &&
    (!hasSource || source !== undefined);
  const effect = effectOfNode(flowNode, catalogue);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || run.isStartingNode) return;
    const input: JsonObject = {};
    for (const { port, value } of typed) if (value.isGiven) input[port.name] = value.value;
    const body = { input, runInput: last?.runInput ?? {}, ...(hasSource && source ? { source } : {}) };
    run.startNode(node.id, body, onStarted);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {effect === undefined ? null : (
        <p role="note" className="flex gap-2.5 rounded-md border border-warn/40 bg-warn/8 p-3 text-sm">
          <TriangleAlertIcon className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          {effect}
        </p>
      )}
      <p className="text-xs text-muted-foreground">
        {last ? (
          <>
            Filled with what it took in the run of <RelativeTime at={last.startedAt} />.
          </>
        ) : ports.length === 0 ? (
          'It takes no values.'
        ) : (
          'It has not run lately, so nothing is filled in.'
        )}
      </p>
      {hasSource ? (
        <div className="flex flex-col items-start gap-1.5">
          <Label>Source</Label>
          <SourceSelect value={source} onChange={setSource} />
        </div>
      ) : null}
      {typed.map(({ port, value }, index) => (
        <PortField
          key={port.name}
          port={port}
          text={texts[port.name] ?? ''}
          value={value}
          isFirst={index === 0}
          onChange={(text) => setTexts({ ...texts, [port.name]: text })}
        />
      ))}
      {run.nodeError ? <ErrorNotice error={run.nodeError} /> : null}
      <DialogFooter>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={!isReady || run.isStartingNode}>
          <PlayIcon aria-hidden /> {run.isStartingNode ? 'Starting…' : 'Run this node'}
        </Button>
      </DialogFooter>
    </form>
  );
}

interface PortFieldProps {
  port: PortDescriptor;
  text: string;
  value: TypedValue;
  isFirst: boolean;
  onChange: (text: string) => void;
}

function PortField({ port, text, value, isFirst, onChange }: PortFieldProps) {
  const id = `alone-${port.name}`;
  const problem = 'problem' in value ? value.problem : undefined;
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {port.label}
        {port.required ? null : <span className="font-normal text-muted-foreground">optional</span>}
      </Label>
      <Textarea
        id={id}
        autoFocus={isFirst}
        className="max-h-60 font-mono text-xs"
        spellCheck={false}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(change) => onChange(change.target.value)}
      />
      <p
        id={`${id}-note`}
        className={problem === undefined ? 'text-xs text-muted-foreground' : 'text-xs text-destructive'}
      >
        {problem ?? noteOf(port, value)}
      </p>
    </div>
  );
}

function noteOf({ type, many }: PortDescriptor, value: TypedValue): string {
  if (many) return 'A JSON list, with a value for each node that leads here.';
  if (type === 'text') return 'Text.';
  if (type !== 'any') return 'JSON: texts stand in quotes.';
  return value.isGiven ? `Text or JSON. This is taken as ${value.as}.` : 'Text or JSON.';
}
