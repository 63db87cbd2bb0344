import type { Template } from '@codexos/protocol/contracts/flows.contract';
import { flowSchema } from '@codexos/protocol/flow';
import { BUILTIN_MODEL } from '@codexos/protocol/model';

/** An agent that plans, searches and reads on its own; the plan shows on the canvas. */
export const investigateTemplate: Template = {
  id: 'investigate',
  name: 'Investigate with an agent',
  summary: 'An agent plans its searches, works through them, checks its answer and cites what it found.',
  icon: 'bot',
  needsSource: true,
  sampleInput: { goal: 'Find out how requests are routed and how errors are handled.' },
  flow: flowSchema.parse({
    name: 'Investigate with an agent',
    description: 'A planning agent with read-only tools works on a goal in a repository.',
    nodes: [
      {
        id: 'goal',
        kind: 'input',
        label: 'Goal',
        position: { x: 0, y: 60 },
        config: {
          name: 'goal',
          label: 'Goal',
          type: 'text',
          required: true,
          help: 'What should the agent find out?',
        },
      },
      {
        id: 'investigator',
        kind: 'agent',
        label: 'Investigator',
        position: { x: 320, y: 0 },
        config: {
          mode: 'planner',
          model: BUILTIN_MODEL,
          instructions:
            'You investigate a repository. Search and read before you answer, cite every statement, and say what you could not find.',
          tools: ['search-code', 'read-file', 'list-files'],
          knowledge: ['source'],
          memoryScope: 'run',
          reflectionRounds: 1,
        },
      },
      {
        id: 'result',
        kind: 'output',
        label: 'Findings',
        position: { x: 640, y: 60 },
        config: { name: 'findings' },
      },
    ],
    edges: [
      {
        id: 'goal-investigator',
        from: { node: 'goal', port: 'value' },
        to: { node: 'investigator', port: 'input' },
      },
      {
        id: 'investigator-result',
        from: { node: 'investigator', port: 'text' },
        to: { node: 'result', port: 'value' },
      },
    ],
  }),
};
