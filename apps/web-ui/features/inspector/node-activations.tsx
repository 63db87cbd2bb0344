'use client';
import type { PortValue } from '@codexos/protocol/run-event';
import type { ActivationView } from '@codexos/protocol/run-view';
import { Markdown } from '@/components/markdown';
import { JsonView } from '@/components/json-view';
import { WholeValue } from '@/components/whole-value';
import { ErrorNotice } from '@/components/ui/error-notice';
import { StatusLabel } from '@/components/ui/status-dot';
import { ActivationPicker, useActivationChoice } from '@/features/run/activation-picker';
import { CallRows } from '@/features/run/call-rows';
import { asPassages, PassageList } from '@/features/run/passage-list';
import { PinOutputButton } from '@/features/pins/pin-output-button';
import { PlanSteps } from '@/features/run/plan-steps';
import { useShownRun } from '@/features/run/shown-run';
import { formatDuration } from '@/lib/format';
import { JoinBranches } from './join-branches';

/** What a node saw and said, for each time it ran. */
export function NodeActivations({ nodeId }: { nodeId: string }) {
  const run = useShownRun();
  const choice = useActivationChoice(run?.view, nodeId);
  const { activation } = choice;
  if (!activation) {
    return (
      <p className="text-sm text-muted-foreground">The node has not run yet in the run that is shown.</p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <ActivationPicker {...choice} />
      <ActivationDetail activation={activation} />
    </div>
  );
}

function ActivationDetail({ activation }: { activation: ActivationView }) {
  const { usage } = activation;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted-foreground">
        <StatusLabel status={activation.status} className="text-foreground" />
        {activation.durationMs === undefined ? null : (
          <span className="tabular">{formatDuration(activation.durationMs)}</span>
        )}
        {activation.attempt > 1 ? <span>try {activation.attempt}</span> : null}
        {usage.inputTokens + usage.outputTokens > 0 ? (
          <span className="tabular">
            {usage.inputTokens} in, {usage.outputTokens} out tokens
          </span>
        ) : null}
      </div>
      {activation.error ? <ErrorNotice error={activation.error} /> : null}
      <PlanSteps activation={activation} />
      <JoinBranches activation={activation} />
      <Section title="Input">
        {Object.entries(activation.input).map(([port, value]) => (
          <PortOutput key={port} output={{ port, value }} />
        ))}
        {Object.keys(activation.input).length === 0 ? <Nothing /> : null}
      </Section>
      {activation.calls.length > 0 ? (
        <Section title="On its way">
          <CallRows calls={activation.calls} />
        </Section>
      ) : null}
      <Section title="Output" action={<PinOutputButton activation={activation} />}>
        {activation.isPinned ? (
          <p className="text-xs text-muted-foreground">This was pinned on the node, which did not run.</p>
        ) : null}
        {activation.outputs.map((output) => (
          <PortOutput key={output.port} output={output} />
        ))}
        {activation.outputs.length === 0 ? (
          activation.liveText === '' ? (
            <Nothing />
          ) : (
            <JsonView value={activation.liveText} label="so far" />
          )
        ) : null}
      </Section>
    </>
  );
}

/** A value in the form that suits it: cited text, passages, or JSON. */
function PortOutput({ output: { value, ...output } }: { output: PortValue }) {
  return <WholeValue value={value}>{(whole) => <PortForm {...output} value={whole} />}</WholeValue>;
}

function PortForm({ port, value, citations }: PortValue) {
  const passages = asPassages(value);
  if (passages) return <PassageList passages={passages} />;
  if (typeof value === 'string' && citations && citations.length > 0) {
    return <Markdown text={value} sources={{ citations }} className="text-sm" />;
  }
  return <JsonView label={port} value={value} />;
}

interface SectionProps {
  title: string;
  action?: React.ReactNode;
  children: React.ReactNode;
}

function Section({ title, action, children }: SectionProps) {
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-center justify-between">
        <h3 className="section-label">{title}</h3>
        {action}
      </div>
      {children}
    </section>
  );
}

const Nothing = () => <p className="text-xs text-muted-foreground">Nothing.</p>;
