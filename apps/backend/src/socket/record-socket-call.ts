import type { Application, Principal } from '@codexos/application';

/** Writes what was done over the socket into the audit log, as `invoke` does for REST. */
export async function recordSocketCall(
  { services }: Application,
  { workspaceId, type, userId }: Principal,
  { action, target }: { action: string; target: string },
): Promise<void> {
  await services.audit.record({ workspaceId, actor: { type, id: userId }, action, target, outcome: 'done' });
}
