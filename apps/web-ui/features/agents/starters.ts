import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';

export interface Starter {
  id: string;
  name: string;
  summary: string;
  icon: string;
  config: AgentConfig;
}

const READING_TOOLS = ['search-code', 'read-file', 'list-files'];

/** Agents to start from; all of them work as they are. */
export const STARTERS: readonly Starter[] = [
  {
    id: 'code-guide',
    name: 'Code guide',
    summary: 'Answers questions about a repository and cites file and line.',
    icon: 'book-open',
    config: agentConfigSchema.parse({
      instructions:
        'Answer questions about the code of the source.\nSearch before you answer, read the files that matter, and cite file and line for every claim.\nSay so when the source does not hold the answer.',
      tools: READING_TOOLS,
      knowledge: ['source'],
    }),
  },
  {
    id: 'researcher',
    name: 'Researcher',
    summary: 'Plans its steps, works through them, checks the result, then answers.',
    icon: 'list-checks',
    config: agentConfigSchema.parse({
      instructions:
        'Work out what has to be known to reach the goal, find it in the source step by step, and answer with citations.',
      mode: 'planner',
      tools: READING_TOOLS,
      knowledge: ['source'],
      reflectionRounds: 1,
    }),
  },
  {
    id: 'blank',
    name: 'Blank',
    summary: 'No tools, no knowledge. You decide everything.',
    icon: 'bot',
    config: agentConfigSchema.parse({}),
  },
];
