import { agentConfigSchema } from '@codexos/protocol/agent';
import { describe, expect, it } from 'vitest';
import { keyOf, splitGoals, withGoals } from './agent-file.ts';
import { readAgentFile } from './read-agent-file.ts';
import { writeAgentFile } from './write-agent-file.ts';

const NAMES = { agents: new Map(), knowledge: new Map() };

/** Agents as other systems write them: goals, tools and where each keeps its memory. */
const FOREIGN = `agents:
  strategy-agent:
    goals:
      - raise_conversion
    tools:
      - planner
    memory_schema:
      vector_store: qdrant
      embedding_model: some/model
  support-agent:
    goals: [answer_questions, sort_issues]
    tools: [calculator]
    memory_schema:
      chat_history: redis
      escalation_tags: ["billing"]
`;

describe('a file of agents', () => {
  it('is read with goals as instructions and memory as a scope, and says what of it is not used', () => {
    const { agents, problems } = readAgentFile(FOREIGN);
    expect(agents.map(({ name, config }) => [name, config.memory.scope, config.tools])).toEqual([
      ['strategy-agent', 'agent', ['planner']],
      ['support-agent', 'conversation', ['calculator']],
    ]);
    expect(agents[1]?.config.instructions).toBe('Goals:\n- answer_questions\n- sort_issues');
    expect(problems.map(({ line, path, severity }) => [line, path, severity])).toEqual([
      [8, 'strategy-agent.memory_schema.vector_store', 'warning'],
      [9, 'strategy-agent.memory_schema.embedding_model', 'warning'],
      [14, 'support-agent.memory_schema.chat_history', 'warning'],
      [15, 'support-agent.memory_schema.escalation_tags', 'warning'],
    ]);
  });

  it('comes back as it was written', () => {
    const config = agentConfigSchema.parse({
      instructions: 'Goals:\n- Be right\n- Be short\n\nNever guess.\n\n- a list: of its own',
      mode: 'planner',
      model: 'local/large',
      fallbackModels: ['local/small', 'builtin/extractive'],
      tools: ['calculator'],
      subAgents: ['01SUB'],
      knowledge: ['source', '01BASE'],
      memory: { scope: 'agent', maxEntries: 7, maxEntryLength: 99 },
      limits: { maxSteps: 3, maxTokens: 500, maxMicroUsd: 250_000, maxDurationMs: 2_500 },
      reflectionRounds: 2,
    });
    const text = writeAgentFile([{ name: 'Ada’s clerk', description: 'Tells: "yes"', config }], {
      agents: new Map([['01SUB', 'Helper']]),
      knowledge: new Map([['01BASE', 'Handbook']]),
    });
    const { agents, problems } = readAgentFile(text);
    expect(problems).toEqual([]);
    expect(agents).toEqual([
      {
        key: 'ada-s-clerk',
        name: 'Ada’s clerk',
        description: 'Tells: "yes"',
        config: { ...config, subAgents: ['Helper'], knowledge: ['source', 'Handbook'] },
      },
    ]);
  });

  it('keeps agents of one name apart by their keys', () => {
    const agent = { name: 'Twin', description: '', config: agentConfigSchema.parse({}) };
    expect(writeAgentFile([agent, agent], NAMES)).toMatch(/^ {2}twin:[^]*^ {2}twin-2:/m);
  });

  it.each([
    ['no YAML', 'agents:\n  one: [', 2, ''],
    ['no agents', 'agents: 7', 1, ''],
    ['an unknown field', 'agents:\n  one:\n    goals: []\n    promt: Hello', 4, 'one.promt'],
    ['an unknown limit', 'agents:\n  one:\n    limits:\n      max_stepz: 3', 4, 'one.limits.max_stepz'],
    [
      'a limit out of bounds',
      'agents:\n  one:\n    limits:\n      max_steps: 500',
      4,
      'one.limits.max_steps',
    ],
    ['a wrong type', 'agents:\n  one:\n    tools: calculator', 3, 'one.tools'],
    ['a wrong entry', 'agents:\n  one:\n    tools:\n      - fine\n      - 7', 5, 'one.tools.1'],
    ['no model', 'agents:\n  one:\n    model: large', 3, 'one.model'],
    ['a key twice', 'agents:\n  one: {}\n  one: {}', 3, ''],
    ['a name twice', 'agents:\n  one: {}\n  two:\n    name: One', 2, 'one.name'],
    [
      'too long a text',
      `agents:\n  one:\n    goals: [x]\n    instructions: ${'x'.repeat(20_000)}`,
      4,
      'one.instructions',
    ],
    ['a part beside', 'agents:\n  one: {}\nmore: 1', 1, ''],
  ])('with %s is refused, with the line and the field', (_name, text, line, path) => {
    const { problems } = readAgentFile(text);
    expect(problems[0]).toMatchObject({
      line,
      path,
      severity: 'error',
      hint: expect.stringMatching(/./) as string,
    });
  });

  it('that grows without end is refused', () => {
    const levels = Array.from(
      { length: 9 },
      (_, index) =>
        `l${index + 1}: &l${index + 1} [*l${index}, *l${index}, *l${index}, *l${index}, *l${index}, *l${index}, *l${index}, *l${index}]`,
    );
    const text = `agents:\n  one: {}\nl0: &l0 [x]\n${levels.join('\n')}`;
    expect(readAgentFile(text).problems[0]?.severity).toBe('error');
  });
});

describe('goals', () => {
  it('lead the instructions and are found again', () => {
    for (const instructions of ['', 'Be kind.', 'Be kind.\n\nAlways.']) {
      const goals = ['First', 'Second: with a colon'];
      expect(splitGoals(withGoals(goals, instructions))).toEqual({ goals, instructions });
    }
    expect(splitGoals('Goals:\nto be had')).toEqual({ goals: [], instructions: 'Goals:\nto be had' });
  });

  it('need a key that YAML takes as it is', () => {
    expect([keyOf('Über Größe 2'), keyOf('日本')]).toEqual(['uber-gro-e-2', 'agent']);
  });
});
