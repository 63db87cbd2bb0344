import { describe, expect, it } from 'vitest';
import { createTestApplication, type TestApplication } from '../../testing/index.ts';
import { invoke } from '../../use-case.ts';
import { exportAgentsUseCase } from './export-agents.use-case.ts';
import { importAgentsUseCase } from './import-agents.use-case.ts';

async function withApplication(run: (world: ReturnType<typeof worldOf>) => Promise<void>): Promise<void> {
  await using test = await createTestApplication();
  await run(worldOf(test));
}

function worldOf({ application: { services }, principal }: TestApplication) {
  const call = { services, principal };
  return {
    services,
    workspaceId: principal.workspaceId,
    bring: (text: string, options: { isTrial?: boolean; isReplacing?: boolean } = {}) =>
      invoke(importAgentsUseCase, { ...call, request: { body: { text, ...options } } }),
    take: (agentIds?: string) =>
      invoke(exportAgentsUseCase, {
        ...call,
        request: { query: agentIds === undefined ? {} : { agentIds } },
      }),
  };
}

const TEAM = `agents:
  lead:
    name: Lead
    sub_agents: [helper]
    knowledge: [Handbook, source]
  helper:
    goals: [be brief]
    tools: [calculator]
`;

describe('a file of agents in a workspace', () => {
  it('makes drafts that name each other and what is there, and comes back the same', () =>
    withApplication(async ({ services, workspaceId, bring, take }) => {
      const base = await services.knowledge.createBase(workspaceId, { name: 'Handbook', description: '' });
      const { agents, problems } = await bring(TEAM);
      expect(problems).toEqual([]);
      const [lead = { id: '' }, helper = { id: '' }] = agents;
      const { draft, publishedVersion } = await services.agents.get({ workspaceId, agentId: lead.id ?? '' });
      expect(draft).toMatchObject({ subAgents: [helper.id], knowledge: [base.id, 'source'] });
      expect(publishedVersion).toBeUndefined();
      expect((await services.runStore.list({ workspaceId, limit: 5 })).items).toEqual([]);

      const { text, count } = await take();
      expect(count).toBe(2);
      expect(text).not.toContain(base.id);
      const again = await bring(text, { isReplacing: true });
      expect(again.agents).toEqual([
        { id: helper.id, name: 'helper', isReplaced: true },
        { id: lead.id, name: 'Lead', isReplaced: true },
      ]);
      expect((await take()).text).toBe(text);
      expect((await take(helper.id)).text).toContain('be brief');
    }));

  it('says in a trial what is missing here, and makes nothing', () =>
    withApplication(async ({ services, workspaceId, bring }) => {
      const text = `agents:\n  one:\n    model: nowhere/large\n    tools:\n      - abacus\n    sub_agents: [nobody]\n    knowledge: [Attic]\n`;
      const { agents, problems } = await bring(text, { isTrial: true });
      expect(agents).toEqual([{ name: 'one', isReplaced: false }]);
      expect(problems.map(({ line, path, severity }) => [line, path, severity])).toEqual([
        [3, 'one.model', 'warning'],
        [5, 'one.tools.0', 'warning'],
        [6, 'one.sub_agents.0', 'warning'],
        [7, 'one.knowledge.0', 'warning'],
      ]);
      expect(problems.at(-1)?.message).toBe('Attic: The knowledge base is gone.');
      expect(await services.agents.list(workspaceId)).toEqual([]);
    }));

  it('with a mistake makes none of its agents', () =>
    withApplication(async ({ services, workspaceId, bring }) => {
      const text = 'agents:\n  good: {}\n  bad:\n    limits:\n      max_usd: -1\n';
      await expect(bring(text)).rejects.toMatchObject({
        code: 'AGENT_INVALID',
        message: expect.stringMatching(/^Line 5: /) as string,
      });
      expect(await services.agents.list(workspaceId)).toEqual([]);
    }));
});
