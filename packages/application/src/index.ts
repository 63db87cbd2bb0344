/** Use cases of CodexOS by feature, with the guard, the database and the adapters behind them. */
export { createApplication, type Application } from './application.ts';
export type { ApplicationOptions } from './application-options.ts';
export { lockDataFolder, type DataLock } from './data-lock.ts';
export { pingDatabase } from './db/ping-database.ts';
export type { Identity } from './features/identity/identity-options.ts';
export { toCallId } from './features/openai/call-id.ts';
export { withoutLargeValues } from './features/runs/large-values.ts';
export type { RunStep } from './features/openai/follow-run.ts';
export type { Admission, Visitor } from './features/people/access.ts';
export { installBundle } from './features/deployments/install-bundle.ts';
export { isSameSecret } from './features/session/session-store.ts';
export { assertAllowed, isAllowed } from './guard/guard.ts';
export { ROLES_BY_PERMISSION } from './guard/permissions.ts';
export type { Principal } from './guard/principal.ts';
export type { Services } from './services.ts';
export { invoke, noteCall, noteRefusal, type UseCase } from './use-case.ts';
