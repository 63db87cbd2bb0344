'use client';
import type { AgentConfig } from '@codexos/protocol/agent';
import type { ToolDescriptor } from '@codexos/protocol/catalogue';
import { listAgents, type AgentProblem } from '@codexos/protocol/contracts/agents.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { ChoiceList } from '@/components/choice-list';
import { EffectBadge } from '@/components/effect-badge';
import { Badge } from '@/components/ui/badge';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { problemsOf, Section } from './section';

interface AgentReachProps {
  agentId: string;
  config: AgentConfig;
  tools: readonly ToolDescriptor[];
  problems: readonly AgentProblem[];
  onChange: (part: Partial<AgentConfig>) => void;
}

/** What the agent can reach: tools, knowledge and other agents. Nothing else is ever open to it. */
export function AgentReach({ agentId, config, tools, problems, onChange }: AgentReachProps) {
  const { data: bases } = useApiQuery(listKnowledgeBases, {});
  const { data: agents } = useApiQuery(listAgents, {});
  const others = (agents?.items ?? []).filter(({ id }) => id !== agentId);
  return (
    <>
      <Section
        title="Tools"
        help="What it may call. Text it reads can never add to this list."
        problems={problemsOf(problems, 'tools')}
      >
        <ChoiceList
          label="Tools"
          chosen={config.tools}
          onChange={(chosen) => onChange({ tools: chosen })}
          choices={tools.map(({ name, label, description, effect }) => ({
            value: name,
            label,
            help: description,
            badge: <EffectBadge effect={effect} />,
          }))}
          empty="No tools are installed."
        />
      </Section>
      <Section
        title="Knowledge"
        help="Where it searches before it answers."
        problems={problemsOf(problems, 'knowledge')}
      >
        <ChoiceList
          label="Knowledge"
          chosen={config.knowledge}
          onChange={(knowledge) => onChange({ knowledge })}
          choices={[
            {
              value: 'source',
              label: 'The source of the run',
              help: 'Whatever repository or knowledge base is chosen when it is asked.',
              badge: <Badge variant="primary">chosen at run</Badge>,
            },
            ...(bases?.items ?? []).map(({ id, name, fileCount, description }) => ({
              value: id,
              label: name,
              help: description || formatCount(fileCount, 'file'),
            })),
          ]}
        />
      </Section>
      <Section
        title="Sub-agents"
        help="Agents it may hand a part of the work to. Each such call is a run of its own that you can open."
        problems={problemsOf(problems, 'subAgents')}
      >
        <ChoiceList
          label="Sub-agents"
          chosen={config.subAgents}
          onChange={(subAgents) => onChange({ subAgents })}
          choices={others.map(({ id, name, description, publishedVersion }) => ({
            value: id,
            label: name,
            help: description || 'No description',
            badge: publishedVersion === undefined ? <Badge variant="warn">not published</Badge> : null,
          }))}
          empty="There is no other agent yet."
        />
      </Section>
    </>
  );
}
