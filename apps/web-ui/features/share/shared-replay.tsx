'use client';
import type { SharedView } from '@codexos/protocol/contracts/share.contract';
import type { SharedRunEvent } from '@codexos/protocol/shared-run';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { FlowCanvas } from '@/features/canvas/flow-canvas';
import { CanvasProvider, useCanvasState } from '@/features/canvas/model/canvas-context';
import { nodeLabel } from '@/features/canvas/model/canvas-node';
import { setRun } from '@/features/canvas/model/canvas-store';
import { useInertCanvas } from '@/features/canvas/use-inert-canvas';
import { EVENT_TEXT } from '@/features/replay/describe-event';
import { createReplayer } from '@/features/replay/fold-events';
import { Scrubber } from '@/features/replay/scrubber';
import { usePlayback } from '@/features/replay/use-playback';
import { useReplayActions } from '@/features/replay/use-replay-actions';
import { Timeline } from '@/features/run/timeline';
import { useShortcuts } from '@/lib/actions/use-shortcuts';
import { SharedNode } from './shared-node';
import { flowOfDrawing, SHARED_RUN_ID, toRunEvents } from './to-run-events';

type Run = Extract<SharedView, { type: 'run' }>;

/** The kinds as the canvas takes them; cards of a shared run show no settings. */
const NO_SETTINGS = { version: 1, configSchema: {}, defaultConfig: {}, cardSettings: [], runsAlone: false };

/** A shared run at any of its events: the drawing, what each node took and gave, and when it ran. */
export function SharedReplay({ run }: { run: Run }) {
  const { name, drawing, createdAt } = run;
  const flow = useMemo(() => flowOfDrawing(name, drawing), [name, drawing]);
  const nodes = useMemo(() => drawing.kinds.map((kind) => ({ ...kind, ...NO_SETTINGS })), [drawing]);
  const details = useRef<HTMLElement>(null);
  const openDetails = useCallback(() => details.current?.focus(), []);
  const canvas = useInertCanvas({ flow, nodes, openDetails });
  const events = useMemo(() => toRunEvents(run.events, createdAt), [run.events, createdAt]);
  const replayer = useMemo(() => createReplayer(SHARED_RUN_ID, events), [events]);
  const playback = usePlayback(run.events);
  const view = replayer.at(playback.count);
  const { store } = canvas;
  useEffect(() => setRun(store, view.activations.values()), [store, view.activations]);
  useShortcuts();
  useReplayActions(playback);
  const last = events.at(-1);
  const now = events[playback.count - 1]?.at ?? createdAt;
  return (
    <CanvasProvider value={canvas}>
      <div className="overflow-hidden rounded-md border bg-card">
        <ReplayBar events={run.events} playback={playback} />
        <div className="grid grid-cols-[minmax(0,1fr)_22rem] max-[899px]:grid-cols-1">
          <FlowCanvas isEmbedded className="h-[26rem] max-[599px]:h-72" />
          <section
            ref={details}
            aria-label="Node"
            tabIndex={0}
            className="flex h-[26rem] flex-col gap-4 overflow-y-auto border-l p-4 outline-hidden focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset max-[899px]:h-auto max-[899px]:max-h-96 max-[899px]:border-t max-[899px]:border-l-0"
          >
            <SharedNode view={view} events={run.events} />
          </section>
        </div>
        <section aria-label="Run trace" className="h-40 border-t bg-sidebar">
          <Timeline view={view} replay={{ now, end: last?.at ?? now }} />
        </section>
      </div>
    </CanvasProvider>
  );
}

interface ReplayBarProps {
  events: readonly SharedRunEvent[];
  playback: ReturnType<typeof usePlayback>;
}

function ReplayBar({ events, playback }: ReplayBarProps) {
  const nodes = useCanvasState((state) => state.nodes);
  const describe = (event: SharedRunEvent): string => {
    const text = EVENT_TEXT[event.type];
    if (!('node' in event)) return text;
    const node = nodes.find(({ id }) => id === event.node);
    const tool = 'tool' in event ? ` (${event.tool})` : '';
    return `${node ? nodeLabel(node.data) : event.node} ${text}${tool}`;
  };
  return <Scrubber events={events} playback={playback} describe={describe} />;
}
