'use client';
import {
  inputPairs,
  isDifferent,
  outputPairs,
  type PortPair,
  type StepPair,
} from '@codexos/protocol/compare-runs';
import type { ActivationView } from '@codexos/protocol/run-view';
import { ChevronRightIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusIcon } from '@/components/ui/status-dot';
import { NodeTile } from '@/features/canvas/node-tile';
import { CallRows } from '@/features/run/call-rows';
import { formatCount, formatDuration } from '@/lib/format';
import { cn } from '@/lib/utils';
import type { ComparedNodes } from './nodes-of';
import { SideBadge, type Side } from './side-badge';
import { PortDiff } from './value-diff';

export const stepElementId = (activationId: string): string => `step-${activationId}`;

interface StepRowProps {
  step: StepPair;
  nodes: ComparedNodes;
  isFirst: boolean;
  isOpen: boolean;
  onOpenChange: (activationId: string, isOpen: boolean) => void;
}

/** One step of both runs: a line, which opens to what went in and came out on both sides. */
export function StepRow({ step, nodes, isFirst, isOpen, onOpenChange }: StepRowProps) {
  const { activationId, nodeId, left, right } = step;
  const turns = (right ?? left)?.path.map(({ turn }) => turn).join('.') ?? '';
  return (
    <li
      id={stepElementId(activationId)}
      data-different={isDifferent(step) || undefined}
      className={cn(
        'scroll-mt-2 overflow-hidden rounded-md border bg-card',
        isFirst && 'border-warn ring-1 ring-warn',
      )}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onOpenChange(activationId, !isOpen)}
        className="flex w-full flex-wrap items-center gap-x-2.5 gap-y-1 px-2.5 py-1.5 text-left text-sm hover:bg-accent/60"
      >
        <ChevronRightIcon
          className={cn(
            'size-3.5 shrink-0 text-muted-foreground transition-transform',
            isOpen && 'rotate-90',
          )}
          aria-hidden
        />
        <NodeTile descriptor={nodes.descriptorOf(nodeId)} />
        <span className="min-w-0 truncate font-medium">{nodes.nameOf(nodeId)}</span>
        {turns === '' ? null : <span className="font-mono text-2xs text-muted-foreground">×{turns}</span>}
        <span className="flex min-w-0 flex-1 flex-wrap gap-1">
          <Differences step={step} isFirst={isFirst} nodes={nodes} />
        </span>
        <span className="flex shrink-0 items-center gap-3 max-[599px]:w-full max-[599px]:pl-6">
          <Outcome side="A" activation={left} />
          <Outcome side="B" activation={right} />
        </span>
      </button>
      {isOpen ? <StepDetail step={step} changes={nodes.changesOf(nodeId)} /> : null}
    </li>
  );
}

function Differences({ step, isFirst, nodes }: Pick<StepRowProps, 'step' | 'isFirst' | 'nodes'>) {
  const { left, right, differences, nodeId } = step;
  return (
    <>
      {isFirst ? <Badge variant="warn">first difference</Badge> : null}
      {left && right ? null : <Badge variant="warn">only in {left ? 'A' : 'B'}</Badge>}
      {differences.map((name) => (
        <Badge key={name} variant="outline">
          {name}
        </Badge>
      ))}
      {left && right && left.isPinned !== right.isPinned ? (
        <Badge variant="primary">pinned in {left.isPinned ? 'A' : 'B'}</Badge>
      ) : null}
      {nodes.changesOf(nodeId).length > 0 ? <Badge variant="primary">settings changed</Badge> : null}
    </>
  );
}

function Outcome({ side, activation }: { side: Side; activation: ActivationView | undefined }) {
  return (
    <span className="flex items-center gap-1.5 font-mono text-2xs text-muted-foreground tabular">
      <SideBadge side={side} />
      {activation ? <StatusIcon status={activation.status} /> : null}
      <span className="min-w-14">
        {activation === undefined
          ? 'not run'
          : activation.durationMs === undefined
            ? ''
            : formatDuration(activation.durationMs)}
      </span>
    </span>
  );
}

function StepDetail({ step, changes }: { step: StepPair; changes: readonly string[] }) {
  const { left, right, differences } = step;
  return (
    <div className="flex flex-col gap-3 border-t bg-background p-3">
      {changes.length > 0 ? (
        <p className="text-xs text-muted-foreground">
          The node was changed between the two: {changes.join(', ')}.
        </p>
      ) : null}
      <Values title="Input" pairs={inputPairs(step)} />
      {differences.includes('calls') ? (
        <Section title="On its way">
          <BothSides
            left={left && left.calls.length > 0 ? <CallRows calls={left.calls} /> : <Nothing />}
            right={right && right.calls.length > 0 ? <CallRows calls={right.calls} /> : <Nothing />}
          />
        </Section>
      ) : null}
      <Values title="Output" pairs={outputPairs(step)} />
      {left?.error || right?.error ? (
        <Section title="Error">
          <BothSides
            left={left?.error ? <ErrorNotice error={left.error} /> : <Nothing />}
            right={right?.error ? <ErrorNotice error={right.error} /> : <Nothing />}
          />
        </Section>
      ) : null}
    </div>
  );
}

function Values({ title, pairs }: { title: string; pairs: readonly PortPair[] }) {
  return (
    <Section title={title}>
      {pairs.length === 0 ? <Nothing /> : pairs.map((pair) => <PortDiff key={pair.port} pair={pair} />)}
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="section-label">{title}</h3>
      {children}
    </section>
  );
}

function BothSides({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="grid grid-cols-2 gap-2 max-[599px]:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-1">
        <SideBadge side="A" />
        {left}
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <SideBadge side="B" />
        {right}
      </div>
    </div>
  );
}

const Nothing = () => <p className="text-xs text-muted-foreground">Nothing.</p>;

/** Steps that are equal in both runs, in one line until somebody asks for them. */
export function EqualSteps({ steps, nodes }: { steps: readonly StepPair[]; nodes: ComparedNodes }) {
  const [isOpen, setOpen] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  if (!isOpen)
    return (
      <li>
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="flex h-7 w-full items-center justify-center rounded-md border border-dashed text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
        >
          {formatCount(steps.length, 'equal step')}
        </button>
      </li>
    );
  return steps.map((step) => (
    <StepRow
      key={step.activationId}
      step={step}
      nodes={nodes}
      isFirst={false}
      isOpen={opened.has(step.activationId)}
      onOpenChange={(id, isNowOpen) =>
        setOpened((before) => {
          const after = new Set(before);
          if (isNowOpen) after.add(id);
          else after.delete(id);
          return after;
        })
      }
    />
  ));
}
