import type { Secret } from '@codexos/protocol/secret';
import { CodexError } from '@codexos/utils/errors';
import type { Principal } from '../../guard/principal.ts';

/** Admins may change every secret of the workspace, others those they added: a grant is a way out for a value. */
export function mayChange({ role, userId }: Principal, { createdBy }: Pick<Secret, 'createdBy'>): boolean {
  return role === 'admin' || createdBy === userId;
}

/** Throws PERMISSION_DENIED. */
export function assertMayChange(principal: Principal, secret: Pick<Secret, 'createdBy' | 'name'>): void {
  if (mayChange(principal, secret)) return;
  throw new CodexError({
    code: 'PERMISSION_DENIED',
    message: `The secret ${secret.name} was added by somebody else.`,
    hint: 'Ask them, or an admin of the workspace, to change it.',
  });
}
