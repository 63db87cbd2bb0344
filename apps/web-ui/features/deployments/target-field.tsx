'use client';
import { listAgents } from '@codexos/protocol/contracts/agents.contract';
import { listFlows } from '@codexos/protocol/contracts/flows.contract';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { PublishNotice } from '@/features/versions/publish-notice';
import { useApiQuery } from '@/lib/api/use-api-query';

/** `app`, `flow:ID` or `agent:ID`. */
export type TargetKey = string;

export type AskedTarget =
  { type: 'app' } | { type: 'flow'; flowId: string } | { type: 'agent'; agentId: string };

export function toTarget(key: TargetKey): AskedTarget {
  const [type, id = ''] = key.split(':');
  if (type === 'flow') return { type, flowId: id };
  if (type === 'agent') return { type, agentId: id };
  return { type: 'app' };
}

/** What is deployed: only what is published can be, besides the app itself. */
export function TargetField({ value, onChange }: { value: TargetKey; onChange: (key: TargetKey) => void }) {
  const { data: flows } = useApiQuery(listFlows, { query: { limit: 200 } });
  const { data: agents } = useApiQuery(listAgents, {});
  const choices = [
    { key: 'app', label: 'CodexOS itself' },
    ...(flows?.items ?? [])
      .filter(({ publishedVersion }) => publishedVersion !== undefined)
      .map(({ id, name }) => ({ key: `flow:${id}`, label: `Flow: ${name}` })),
    ...(agents?.items ?? [])
      .filter(({ publishedVersion }) => publishedVersion !== undefined)
      .map(({ id, name }) => ({ key: `agent:${id}`, label: `Agent: ${name}` })),
  ];
  const asked = toTarget(value);
  const isListed = choices.some(({ key }) => key === value);
  const isLoaded = flows !== undefined && agents !== undefined;
  const isMissing = isLoaded && !isListed;
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor="deployment-target">What to deploy</Label>
      <Select value={isListed ? value : ''} onValueChange={onChange}>
        <SelectTrigger id="deployment-target">
          <SelectValue placeholder={isLoaded ? 'Choose…' : 'Reading…'} />
        </SelectTrigger>
        <SelectContent>
          {choices.map(({ key, label }) => (
            <SelectItem key={key} value={key}>
              {label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {isMissing && asked.type === 'agent' ? (
        <p className="text-xs text-warn">It is not published yet. Publish it on its page, then come back.</p>
      ) : (
        <p className="text-xs text-muted-foreground">
          Flows and agents as they are published, with the agents that they call.
        </p>
      )}
      {asked.type === 'flow' ? <PublishNotice flowId={asked.flowId} /> : null}
    </div>
  );
}
