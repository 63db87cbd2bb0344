'use client';
import type { JsonObject } from '@codexos/protocol/json';
import { isLargeValue } from '@codexos/protocol/large-value';
import type { ActivationCall } from '@codexos/protocol/run-view';
import { ChevronRightIcon } from 'lucide-react';
import Link from 'next/link';
import { JsonView } from '@/components/json-view';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { StatusIcon, type AnyStatus } from '@/components/ui/status-dot';
import { formatCount, formatDuration } from '@/lib/format';
import { describeCall } from './describe-call';
import { PassageList } from './passage-list';

/** Calls of models and tools as one-line rows that open to what went in and came out. */
export function CallRows({ calls }: { calls: readonly ActivationCall[] }) {
  return (
    <div className="overflow-hidden rounded-md border bg-card">
      {calls.map((call, index) => (
        <CallRow key={index} call={call} />
      ))}
    </div>
  );
}

function CallRow({ call }: { call: ActivationCall }) {
  const { icon, title, detail } = describeCall(call);
  const durationMs = 'durationMs' in call ? call.durationMs : undefined;
  return (
    <details className="group/row border-b last:border-b-0">
      <summary className="flex h-8 cursor-pointer list-none items-center gap-2 px-2.5 text-sm hover:bg-accent/60 [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          className="size-3.5 shrink-0 text-muted-foreground transition-transform group-open/row:rotate-90"
          aria-hidden
        />
        <Icon name={icon} className="size-3.5 text-muted-foreground" />
        <span className="shrink-0">{title}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted-foreground">{detail}</span>
        {durationMs === undefined ? null : (
          <span className="shrink-0 font-mono text-2xs text-muted-foreground tabular">
            {formatDuration(durationMs)}
          </span>
        )}
        <StatusIcon status={statusOf(call)} />
      </summary>
      <div className="flex flex-col gap-2 border-t bg-background p-2.5">
        <CallDetail call={call} />
      </div>
    </details>
  );
}

function statusOf(call: ActivationCall): AnyStatus {
  if (call.type === 'tool')
    return call.error ? 'failed' : call.durationMs === undefined ? 'running' : 'completed';
  return call.type === 'child-run' ? call.status : 'completed';
}

function CallDetail({ call }: { call: ActivationCall }) {
  switch (call.type) {
    case 'tool':
      return (
        <>
          <ToolInput input={call.input} />
          {call.error ? <ErrorNotice error={call.error} /> : null}
          {call.output === undefined ? null : <JsonView label="output" value={call.output} />}
        </>
      );
    case 'model':
      return (
        <>
          <JsonView label="answer" value={call.text} />
          <p className="text-xs text-muted-foreground tabular">
            {call.usage.inputTokens} in, {call.usage.outputTokens} out tokens ·{' '}
            {formatCount(call.toolCallCount, 'tool call')}
          </p>
        </>
      );
    case 'retrieval':
      return <PassageList passages={call.passages} />;
    case 'memory':
      return <JsonView label={call.key} value={call.value} />;
    case 'child-run':
      return (
        <p className="text-sm">
          {call.goal ?? call.name}{' '}
          <Link href={`/runs/${call.childRunId}`} className="text-primary-text underline underline-offset-4">
            Open the run
          </Link>
        </p>
      );
  }
}

/** As one; value by value when one of them is long, since that one is fetched by itself. */
function ToolInput({ input }: { input: JsonObject }) {
  const entries = Object.entries(input);
  if (!entries.some(([, value]) => isLargeValue(value))) return <JsonView label="input" value={input} />;
  return entries.map(([name, value]) => <JsonView key={name} label={name} value={value} />);
}
