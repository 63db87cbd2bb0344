import { roleSchema, type Role } from '@codexos/protocol/contracts/session.contract';
import { roleAsked } from '@codexos/protocol/question';
import type { RunEvent } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';

/** A question may ask for a role. Throws PERMISSION_DENIED for whoever has a lower one. */
export function assertMayAnswer(
  events: readonly RunEvent[],
  { activationId, role }: { activationId: string; role: Role },
): void {
  const pause = events.findLast(
    (event) => event.type === 'node-pause' && event.activationId === activationId,
  );
  const asked = pause?.type === 'node-pause' ? roleAsked(pause.question) : undefined;
  if (asked === undefined || rankOf(role) <= rankOf(asked)) return;
  throw new CodexError({
    code: 'PERMISSION_DENIED',
    message: `This question is for the role ${asked} or a higher one; you have the role ${role}.`,
    hint: 'Ask somebody with that role to answer it.',
  });
}

/** The roles are listed from the highest to the lowest. */
function rankOf(role: Role): number {
  return roleSchema.options.indexOf(role);
}
