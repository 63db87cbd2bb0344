'use client';
import { listAgentVersions } from '@codexos/protocol/contracts/agents.contract';
import { listOpenAiModels } from '@codexos/protocol/contracts/openai.contract';
import type { RunInput } from '@/features/run/run-inputs';
import { openAiCurl } from '@/features/settings/openai-example';
import { useApiQuery } from '@/lib/api/use-api-query';
import { StandingWays } from './standing-ways';
import { TriggersPanel } from './triggers-panel';

/** What every agent is asked. */
const REQUEST: RunInput = {
  name: 'request',
  label: 'Request',
  type: 'text',
  isRequired: true,
  defaultValue: undefined,
  help: undefined,
};

/** Everything that starts an agent. */
export function AgentTriggers({ agentId }: { agentId: string }) {
  const { data: versions } = useApiQuery(listAgentVersions, { params: { agentId } });
  const { data: models } = useApiQuery(listOpenAiModels, {});
  if (!versions) return null;
  const published = versions.items.find(({ isPublished }) => isPublished);
  // A model's name ends as the id of what it stands for.
  const model = models?.data.find(
    ({ id, kind }) => kind === 'agent' && id.endsWith(`-${agentId.slice(-8).toLowerCase()}`),
  );
  return (
    <div className="mx-auto flex max-w-180 flex-col gap-5 p-6 max-[599px]:p-4">
      {published ? null : (
        <p role="status" className="rounded-md border border-warn/40 bg-warn/8 p-3 text-sm">
          Nothing of this agent is published yet. Triggers start the published version.
        </p>
      )}
      <TriggersPanel
        target={{ type: 'agent', id: agentId }}
        asked={{ inputs: [REQUEST], needsSource: published?.config.knowledge.includes('source') ?? false }}
      />
      <StandingWays
        partner={`agent:${agentId}`}
        byHand="Give it a request in the test pane. It runs the draft as it stands, published or not."
        example={
          model === undefined
            ? undefined
            : openAiCurl({
                baseUrl: `${window.location.origin}/v1`,
                model: model.id,
                needsSource: model.needs_source,
              })
        }
        isPublished={published !== undefined}
      />
    </div>
  );
}
