import type { Principal } from '../../guard/principal.ts';
import { mayChange } from './assert-may-change.ts';
import { parseEnvText } from './parse-env-text.ts';
import { suggestGrants } from './suggest-grants.ts';
import type { Vault } from './vault.ts';

export interface ImportRequest {
  text: string;
  /** Only these names; all when absent. */
  names?: readonly string[] | undefined;
  /** Give a secret that is there already the new value instead of leaving it alone. */
  isRotating: boolean;
}

export interface ImportResult {
  created: string[];
  rotated: string[];
  /** What was left alone, and why. */
  skipped: { name: string; reason: string }[];
}

/** Seals what the text of a `.env` file holds. A secret that others added is left alone unless an admin imports. */
export async function importText(
  vault: Pick<Vault, 'list' | 'create' | 'rotate'>,
  principal: Principal,
  { text, names, isRotating }: ImportRequest,
): Promise<ImportResult> {
  const { workspaceId, userId: by } = principal;
  const { entries, skipped } = parseEnvText(text);
  const existing = new Map((await vault.list(workspaceId)).map((secret) => [secret.name, secret]));
  const result: ImportResult = { created: [], rotated: [], skipped };
  for (const { name, value } of entries) {
    if (names && !names.includes(name)) continue;
    const secret = existing.get(name);
    if (!secret) {
      await vault.create({ workspaceId, by, name, description: '', value, grants: suggestGrants(name) });
      result.created.push(name);
    } else if (!isRotating) skipped.push({ name, reason: 'is in the vault already' });
    else if (!mayChange(principal, secret)) skipped.push({ name, reason: 'was added by somebody else' });
    else {
      await vault.rotate({ workspaceId, secretId: secret.id }, value, by);
      result.rotated.push(name);
    }
  }
  return result;
}
