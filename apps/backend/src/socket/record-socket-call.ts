import type { Application, Principal } from '@codexos/application';

/** Writes what was done over the socket into the audit log, as `invoke` does for REST. */
export async function recordSocketCall(
  { services }: Application,
  { workspaceId, type, userId }: Principal,
  { action, target, name }: { action: string; target: string; name: string },
): Promise<void> {
  const actor = { type, id: userId };
  await services.audit.record({ workspaceId, actor, action, target, outcome: 'done', details: { name } });
}
