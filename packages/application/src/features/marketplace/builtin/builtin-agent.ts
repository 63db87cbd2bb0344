import { agentConfigSchema, type AgentConfig } from '@codexos/protocol/agent';
import type { ListingBody } from '@codexos/protocol/listing';
import { toBuiltinListing } from './to-builtin-listing.ts';

export interface BuiltinAgent {
  slug: string;
  name: string;
  description: string;
  /** What it is good for, in a few sentences, and a question to begin with. */
  readme: string;
  tags: string[];
  instructions: string;
  mode?: AgentConfig['mode'];
  reflectionRounds?: number;
}

const READING_TOOLS = ['search-code', 'read-file', 'list-files'];

const GROUND_RULES = [
  'Work from the source that was chosen: search it, read what matters, and cite file and line for every claim.',
  'Say plainly what the source does not tell; do not fill the gap.',
].join('\n');

/** An agent that reads a source and works at once: on the built-in model it quotes, on a language model it writes. */
export function listAgent({ slug, name, description, readme, tags, ...agent }: BuiltinAgent): ListingBody {
  const { instructions, mode = 'direct', reflectionRounds = 0 } = agent;
  return toBuiltinListing({
    slug,
    name,
    description,
    readme,
    tags,
    content: {
      kind: 'agent',
      agents: [
        {
          key: slug,
          name,
          description,
          config: agentConfigSchema.parse({
            instructions: `${instructions}\n${GROUND_RULES}`,
            mode,
            reflectionRounds,
            tools: READING_TOOLS,
            knowledge: ['source'],
          }),
        },
      ],
    },
  });
}
