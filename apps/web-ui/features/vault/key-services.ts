/** Services beside model providers that look for a key of their own in the vault. */
export const KEY_SERVICES: readonly { name: string; label: string; secretName: string; baseUrl: string }[] = [
  {
    name: 'akash',
    label: 'Akash',
    secretName: 'AKASH_API_KEY',
    baseUrl: 'the Console API, and services you deploy',
  },
];
