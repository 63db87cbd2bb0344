import type { SecretGrants } from '@codexos/protocol/secret';

/** Secrets whose name says which provider they are for are granted to it alone; all others to nobody yet. */
const PROVIDERS_BY_NAME: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: 'openai',
  ANTHROPIC_API_KEY: 'anthropic',
  OPENAI_COMPATIBLE_API_KEY: 'local',
  EMBEDDINGS_API_KEY: 'embeddings',
  AKASH_API_KEY: 'akash',
  GOVERNANCE_KEY: 'governance',
  WEBHOOK_SECRET: 'webhook',
};

export function suggestGrants(name: string): SecretGrants {
  const provider = PROVIDERS_BY_NAME[name];
  return { tools: [], providers: provider === undefined ? [] : [provider], agents: [], hosts: [] };
}
