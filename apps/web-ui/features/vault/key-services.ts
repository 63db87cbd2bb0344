/** Services beside model providers that look for a key of their own in the vault. */
export const KEY_SERVICES: readonly {
  name: string;
  label: string;
  secretName: string;
  baseUrl: string;
  /** In place of what is said of services that a key is sent to. */
  help?: string;
}[] = [
  {
    name: 'akash',
    label: 'Akash',
    secretName: 'AKASH_API_KEY',
    baseUrl: 'the Console API, and services you deploy',
  },
  {
    name: 'governance',
    label: 'Governance',
    secretName: 'GOVERNANCE_KEY',
    baseUrl: '',
    help: 'Signs votes of an agent with it, whatever its name. The key itself is sent nowhere.',
  },
  {
    name: 'webhook',
    label: 'Webhooks',
    secretName: 'WEBHOOK_SECRET',
    baseUrl: '',
    help: 'Checks the signatures of messages with it, whatever its name. The value is sent nowhere.',
  },
];
