'use client';
import type { Catalogue } from '@codexos/protocol/catalogue';
import { cancelRun, rerun, type RunDetail } from '@codexos/protocol/contracts/runs.contract';
import Link from 'next/link';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { GitCompareIcon, RotateCwIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusLabel } from '@/components/ui/status-dot';
import { CanvasProvider, type CanvasContextValue } from '@/features/canvas/model/canvas-context';
import { createCanvasStore, setFlow, setRun } from '@/features/canvas/model/canvas-store';
import { NodeOutline } from '@/features/canvas/node-outline';
import { ShownRunProvider } from '@/features/run/shown-run';
import { isRunning } from '@/features/run/use-flow-run';
import { ShareButton } from '@/features/share/share-button';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useRun } from '@/lib/socket/use-run';
import { describeEvent } from './describe-event';
import { createReplayer } from './fold-events';
import { ReplayWorkspace } from './replay-workspace';
import { Scrubber } from './scrubber';
import { usePlayback } from './use-playback';
import { useReplayActions } from './use-replay-actions';

const ContinueDialog = dynamic(() => import('./continue-dialog').then((module) => module.ContinueDialog), {
  ssr: false,
});

/** A run with its events: canvas, scrubber, panel. */
export function Replay({ run, catalogue }: { run: RunDetail; catalogue: Catalogue }) {
  const feed = useRun(run.id);
  const { events } = feed;
  const playback = usePlayback(events);
  const replayer = useMemo(() => createReplayer(run.id, events), [run.id, events]);
  const view = playback.isAtEnd ? feed.view : replayer.at(playback.count);
  const kinds = useMemo(() => new Map(catalogue.nodes.map((kind) => [kind.kind, kind])), [catalogue]);
  const store = useMemo(() => {
    const created = createCanvasStore(true);
    setFlow(created, run.flow, kinds);
    return created;
  }, [run.flow, kinds]);
  const [tab, setTab] = useState<'run' | 'inspector'>('run');
  useEffect(() => setRun(store, view.activations.values()), [store, view.activations]);
  const canvas = useMemo<CanvasContextValue>(
    () => ({ store, kinds, catalogue, editor: undefined, openInspector: () => setTab('inspector') }),
    [store, kinds, catalogue],
  );
  const nameOf = (nodeId: string) => {
    const node = run.flow.nodes.find(({ id }) => id === nodeId);
    return node?.label ?? (node ? (kinds.get(node.kind)?.label ?? nodeId) : nodeId);
  };
  const last = events.at(-1);
  const moment =
    playback.isAtEnd || !last ? undefined : { now: events[playback.count - 1]?.at ?? 0, end: last.at };
  useReplayActions(playback);
  const commands = useRunCommands(run.id);
  const [isContinuing, setContinuing] = useState(false);
  const canContinue = playback.count > 0 && (!playback.isAtEnd || feed.view.status === 'failed');
  return (
    <CanvasProvider value={canvas}>
      <ShownRunProvider value={{ ...feed, view, runId: run.id }}>
        <PageFrame
          breadcrumb={[{ label: 'Runs', href: '/runs' }, { label: run.name }]}
          status={
            <span className="flex items-center gap-2 text-xs text-muted-foreground max-[599px]:hidden">
              <StatusLabel
                status={feed.view.status === 'queued' ? run.status : feed.view.status}
                className="rounded-full border bg-card px-2 py-0.5 text-xs text-foreground"
              />
              <RelativeTime at={run.createdAt} />
              <CopyButton text={run.id} label="Copy run id" />
              {run.origin ? (
                <Link href={`/runs/${run.origin.runId}`} className="underline underline-offset-2">
                  goes on from event {run.origin.afterSeq} of another run
                </Link>
              ) : null}
            </span>
          }
          actions={
            <>
              <Button asChild variant="ghost">
                <Link
                  href={`/runs/compare?b=${run.id}`}
                  title="Compare with another run"
                  aria-label="Compare"
                >
                  <GitCompareIcon aria-hidden /> <span className="max-[1699px]:hidden">Compare</span>
                </Link>
              </Button>
              <ShareButton thing={{ type: 'run', id: run.id }} name={run.name} />
              {canContinue ? (
                <Button onClick={() => setContinuing(true)}>
                  {playback.isAtEnd ? 'Try the failure again' : 'Run on from here'}
                </Button>
              ) : null}
              {run.flowId ? (
                <Button asChild className="max-[599px]:hidden">
                  <Link href={`/flows/${run.flowId}`}>Open the flow</Link>
                </Button>
              ) : null}
            </>
          }
          primary={
            <Button disabled={isRunning(run.status) || commands.isStarting} onClick={commands.rerun}>
              <RotateCwIcon aria-hidden /> Run again
            </Button>
          }
          tree={<NodeOutline />}
          treeLabel="Nodes"
          className="flex flex-col overflow-hidden"
        >
          <Scrubber events={events} playback={playback} describe={(event) => describeEvent(event, nameOf)} />
          <ReplayWorkspace
            tab={tab}
            setTab={setTab}
            onStop={isRunning(feed.view.status) ? commands.stop : undefined}
            moment={moment}
          />
          {isContinuing ? (
            <ContinueDialog
              runId={run.id}
              events={events.slice(0, playback.count)}
              nameOf={nameOf}
              onClose={() => setContinuing(false)}
            />
          ) : null}
        </PageFrame>
      </ShownRunProvider>
    </CanvasProvider>
  );
}

function useRunCommands(runId: string) {
  const router = useRouter();
  const again = useApiMutation(rerun, {
    refreshes: ['runs', 'flows'],
    onSuccess: ({ id }) => router.push(`/runs/${id}`),
  });
  const cancel = useApiMutation(cancelRun, { refreshes: ['runs'] });
  return {
    isStarting: again.isPending,
    rerun: () => again.mutate({ params: { runId } }),
    stop: () => cancel.mutate({ params: { runId } }),
  };
}
