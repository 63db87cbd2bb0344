'use client';
import type { Catalogue } from '@codexos/protocol/catalogue';
import { compareRuns, type RunComparison } from '@codexos/protocol/compare-runs';
import type { RunDetail } from '@codexos/protocol/contracts/runs.contract';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ArrowDownIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { isRunning } from '@/features/run/use-flow-run';
import { formatCount } from '@/lib/format';
import { useRun } from '@/lib/socket/use-run';
import { groupSteps } from './group-steps';
import { nodesOf } from './nodes-of';
import { RunFacts } from './run-facts';
import { EqualSteps, StepRow, stepElementId } from './step-row';

interface ComparisonProps {
  a: RunDetail;
  b: RunDetail;
  catalogue: Catalogue;
  pickers: readonly [ReactNode, ReactNode];
}

/** Groups that are drawn at once; more are a press away. */
const SHOWN_AT_ONCE = 200;

/** How two runs went, and every step of theirs; a run that still goes on is followed. */
export function Comparison({ a, b, catalogue, pickers }: ComparisonProps) {
  const left = useRun(a.id);
  const right = useRun(b.id);
  const comparison = useMemo(() => compareRuns(left.view, right.view), [left.view, right.view]);
  const problem = left.error ?? right.error;
  const isReady = left.isJoined && right.isJoined;
  return (
    <>
      <RunFacts
        a={{ detail: a, view: isReady ? left.view : { ...left.view, status: a.status } }}
        b={{ detail: b, view: isReady ? right.view : { ...right.view, status: b.status } }}
        pickers={pickers}
      />
      {problem ? <ErrorNotice error={problem} /> : null}
      {!isReady && !problem ? <Skeleton className="h-64 rounded-md" /> : null}
      {isReady ? (
        <>
          <Notes a={a} b={b} isLive={isRunning(left.view.status) || isRunning(right.view.status)} />
          <Steps a={a} b={b} catalogue={catalogue} comparison={comparison} />
        </>
      ) : null}
    </>
  );
}

function Notes({ a, b, isLive }: { a: RunDetail; b: RunDetail; isLive: boolean }) {
  const notes = [
    ...(a.id === b.id ? ['A and B are the same run. Choose another one above.'] : []),
    ...(a.flowId !== b.flowId || a.agentId !== b.agentId
      ? [
          'These are runs of different flows. Steps stand beside each other where their nodes have the same id.',
        ]
      : []),
    ...(isLive ? ['A run still goes on: what it has not come to yet counts as a difference.'] : []),
  ];
  return notes.map((note) => (
    <p key={note} role="status" className="text-sm text-muted-foreground">
      {note}
    </p>
  ));
}

interface StepsProps extends Omit<ComparisonProps, 'pickers'> {
  comparison: RunComparison;
}

function Steps({ a, b, catalogue, comparison: { steps, different } }: StepsProps) {
  const nodes = useMemo(() => nodesOf(a.flow, b.flow, catalogue), [a.flow, b.flow, catalogue]);
  const groups = useMemo(() => groupSteps(steps), [steps]);
  const first = different[0]?.activationId;
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [limit, setLimit] = useState(SHOWN_AT_ONCE);
  const setOpen = useCallback(
    (id: string, isOpen: boolean) => setOpened((before) => new Map(before).set(id, isOpen)),
    [],
  );
  const jump = (id: string) => {
    setOpen(id, true);
    const row = document.getElementById(stepElementId(id));
    row?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  };
  const isShown = useRef(false);
  useEffect(() => {
    if (first === undefined || isShown.current) return;
    isShown.current = true;
    document.getElementById(stepElementId(first))?.scrollIntoView({ block: 'nearest' });
  }, [first]);
  if (steps.length === 0)
    return <p className="text-sm text-muted-foreground">Neither of the runs has come to a step yet.</p>;
  return (
    <section aria-label="Steps" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-sm">
          {first === undefined ? (
            `All ${formatCount(steps.length, 'step')} are the same in both runs.`
          ) : (
            <>
              {different.length} of {formatCount(steps.length, 'step')}{' '}
              {different.length === 1 ? 'differs' : 'differ'}, first{' '}
              <span className="font-medium">{nodes.nameOf(different[0]?.nodeId ?? '')}</span>.
            </>
          )}
        </p>
        {first === undefined ? null : (
          <Button size="sm" onClick={() => jump(first)}>
            <ArrowDownIcon aria-hidden /> First difference
          </Button>
        )}
      </div>
      <ol className="flex flex-col gap-1.5">
        {groups.slice(0, limit).map((group) => {
          if (group.type === 'equal')
            return <EqualSteps key={group.steps[0]?.activationId} steps={group.steps} nodes={nodes} />;
          const { step } = group;
          const isFirst = step.activationId === first;
          return (
            <StepRow
              key={step.activationId}
              step={step}
              nodes={nodes}
              isFirst={isFirst}
              isOpen={opened.get(step.activationId) ?? isFirst}
              onOpenChange={setOpen}
            />
          );
        })}
      </ol>
      {groups.length > limit ? (
        <Button className="self-center" onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>
          Show {formatCount(Math.min(SHOWN_AT_ONCE, groups.length - limit), 'further step')}
        </Button>
      ) : null}
    </section>
  );
}
