import type { SecretGrants } from '@codexos/protocol/secret';

/** A secret that some page misses: its name, for whom, and where to go back to once it is sealed. */
export interface WantedSecret {
  name: string;
  grants?: Partial<Pick<SecretGrants, 'tools' | 'hosts' | 'providers'>>;
  /** Path of a page of the studio. */
  back?: string;
}

/** The page of the vault with the dialog open and filled in. */
export function wantedSecretLink({ name, grants = {}, back }: WantedSecret): string {
  const query = new URLSearchParams({ add: name });
  for (const tool of grants.tools ?? []) query.append('tool', tool);
  for (const host of grants.hosts ?? []) query.append('host', host);
  for (const provider of grants.providers ?? []) query.append('provider', provider);
  if (back !== undefined) query.set('back', back);
  return `/vault?${query.toString()}`;
}

/** What the address asks for; undefined when it asks for nothing. */
export function readWantedSecret(query: URLSearchParams): WantedSecret | undefined {
  const name = query.get('add');
  if (name === null) return undefined;
  const back = query.get('back');
  return {
    name,
    grants: {
      tools: query.getAll('tool'),
      hosts: query.getAll('host'),
      providers: query.getAll('provider'),
    },
    // Only ever a page of this studio.
    ...(back !== null && /^\/(?![/\\])/.test(back) ? { back } : {}),
  };
}
