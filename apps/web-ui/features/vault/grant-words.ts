import type { SecretGrants } from '@codexos/protocol/secret';

/** Who may use a secret and where it may go, in one line. */
export function describeGrants({ tools, providers, agents, hosts }: SecretGrants): string {
  const where = hosts.length > 0 ? ` → ${hosts.join(', ')}` : '';
  const users = [...providers.map((provider) => `provider ${provider}`), ...tools].map(
    (user) => user + where,
  );
  if (users.length === 0) return 'Granted to nobody yet';
  const only =
    agents.length === 0 ? '' : ` · only ${agents.length === 1 ? 'one agent' : `${agents.length} agents`}`;
  return users.join(' · ') + only;
}

/** What is wrong with a set of grants although each of them is well formed. */
export function findGrantGap({ tools, providers, hosts }: SecretGrants): string | undefined {
  if (tools.length > 0 && hosts.length === 0)
    return 'Tools may send it nowhere yet: name the hosts that it may go to.';
  if (tools.length + providers.length === 0 && hosts.length > 0)
    return 'Nobody may use it yet, so the hosts change nothing.';
  return undefined;
}
