import { importAgents, type AgentFileProblem } from '@codexos/protocol/contracts/agent-files.contract';
import type { AgentConfig } from '@codexos/protocol/agent';
import type { AgentId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Services } from '../../services.ts';
import { defineUseCase } from '../../use-case.ts';
import { keyOf } from './agent-file.ts';
import type { AgentRecord } from './agent-store.ts';
import { findAgentProblems } from './find-agent-problems.ts';
import { readAgentFile, type AgentFile, type ReadAgent } from './read-agent-file.ts';

/** An agent of the file, with ids in place of names. */
interface Planned {
  id: AgentId;
  agent: ReadAgent;
  config: AgentConfig;
  existing: AgentRecord | undefined;
}

export const importAgentsUseCase = defineUseCase(
  importAgents,
  async ({ services, principal: { workspaceId }, body: { text, isTrial, isReplacing } }) => {
    const file = readAgentFile(text);
    const planned = await plan(services, workspaceId, file, isReplacing);
    const problems = [...file.problems, ...(await missingThings(services, workspaceId, file, planned))];
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (!isTrial) {
      if (errors.length > 0) throw unreadable(problems);
      for (const one of planned) await save(services, workspaceId, one);
    }
    return {
      agents: planned.map(({ id, agent, existing }) => ({
        name: agent.name,
        isReplaced: existing !== undefined,
        ...(isTrial ? {} : { id }),
      })),
      problems,
    };
  },
  ({ response }) => ({
    target: response?.agents.flatMap(({ id }) => id ?? []).join(' '),
    details: { count: response?.agents.length ?? 0 },
  }),
);

async function plan(
  services: Services,
  workspaceId: WorkspaceId,
  { agents }: AgentFile,
  isReplacing: boolean,
): Promise<Planned[]> {
  const [present, bases, usualModel] = await Promise.all([
    services.agents.list(workspaceId),
    services.knowledge.listBases(workspaceId),
    services.models.defaultModel(workspaceId),
  ]);
  const withIds = agents.map((agent) => {
    const existing = isReplacing ? present.find(({ name }) => name === agent.name) : undefined;
    return { agent, existing, id: existing?.id ?? createId<AgentId>() };
  });
  // A name means an agent of the file before one of the workspace: by its key, its name, or an id.
  const agentOf = (word: string): string =>
    withIds.find(({ agent: { key, name } }) => key === word || name === word || keyOf(name) === word)?.id ??
    present.find(({ id, name }) => name === word || keyOf(name) === word || id === word)?.id ??
    word;
  const baseOf = (word: string): string =>
    bases.find(({ id, name }) => name === word || id === word)?.id ?? word;
  return withIds.map((one) => {
    const { model, knowledge, subAgents, ...config } = one.agent.config;
    return {
      ...one,
      config: {
        ...config,
        model: model ?? usualModel,
        knowledge: knowledge.map(baseOf),
        subAgents: subAgents.map(agentOf),
      },
    };
  });
}

const FIELDS: Readonly<Record<string, string>> = {
  fallbackModels: 'fallback_models',
  subAgents: 'sub_agents',
};

/** What the agents name and the workspace does not have. It can be mended on their pages. */
async function missingThings(
  services: Services,
  workspaceId: WorkspaceId,
  { lineOf }: AgentFile,
  planned: readonly Planned[],
): Promise<AgentFileProblem[]> {
  const own = new Set<string>(planned.map(({ id }) => id));
  const found = await Promise.all(
    planned.map(async ({ id, agent, config }) =>
      (await findAgentProblems(services, workspaceId, { id, draft: config })).flatMap((problem) => {
        const [field = '', index] = problem.path.split('.');
        // Agents of one file are published one after the other, so that none of them is there yet is no news.
        const named = config.subAgents[Number(index)];
        if (field === 'subAgents' && named !== undefined && named !== id && own.has(named)) return [];
        const path = [FIELDS[field] ?? field, ...(index === undefined ? [] : [Number(index)])];
        const line = lineOf(['agents', agent.key, ...path]);
        const word = wordAt(agent, field, index);
        return {
          path: [agent.key, ...path].join('.'),
          severity: 'warning' as const,
          message: word === undefined ? problem.message : `${word}: ${problem.message}`,
          hint: problem.hint,
          ...(line === undefined ? {} : { line }),
        };
      }),
    ),
  );
  return found.flat();
}

/** As the file says it. */
function wordAt({ config }: ReadAgent, field: string, index: string | undefined): string | undefined {
  const list =
    field === 'knowledge' ? config.knowledge : field === 'subAgents' ? config.subAgents : undefined;
  return list?.[Number(index)];
}

async function save(
  { agents }: Services,
  workspaceId: WorkspaceId,
  { id, agent: { name, description }, config, existing }: Planned,
): Promise<void> {
  if (existing) {
    const { revision } = existing;
    await agents.update({ workspaceId, agentId: id }, { description, config, revision });
  } else await agents.create(workspaceId, { name, description, config }, id);
}

function unreadable(problems: readonly AgentFileProblem[]): CodexError {
  const [first] = problems.filter(({ severity }) => severity === 'error');
  const place = first?.line === undefined ? '' : `Line ${first.line}: `;
  return new CodexError({
    code: 'AGENT_INVALID',
    message: `${place}${first?.message ?? 'The file cannot be imported.'}`,
    hint: first?.hint ?? 'Mend the file and import it again.',
    details: {
      problems: problems.map(({ line = null, ...problem }) => ({ ...problem, line })),
    },
  });
}
