/**
 * A use case is the behaviour behind one contract. It gets a principal that the guard has let through and the
 * parsed request; REST, command line and tests all call it through `invoke`, so the guard cannot be forgotten.
 */
import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import type { z } from 'zod';
import type { Contract } from '@codexos/protocol/contract';
import type { JsonObject } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { describeCall } from './features/audit/describe-call.ts';
import { assertAllowed } from './guard/guard.ts';
import type { Principal } from './guard/principal.ts';
import type { Services } from './services.ts';

export interface UseCaseRequest<TParams, TQuery, TBody> {
  services: Services;
  principal: Principal;
  params: TParams;
  query: TQuery;
  body: TBody;
  /** Aborted when whoever called has gone, for work that nobody else waits for. */
  signal: AbortSignal;
}

/** What an entry of the audit log says of a call beyond what stands in its address and its body. */
export interface AuditSubject {
  /** Id of what the call was about. */
  target?: string | undefined;
  details?: JsonObject;
}

interface AuditedCall<TContract extends Contract> {
  principal: Principal;
  params: z.output<TContract['params']>;
  query: z.output<TContract['query']>;
  body: z.output<TContract['body']>;
  /** Absent when the call failed. */
  response: z.input<TContract['response']> | undefined;
}

export interface UseCase<TContract extends Contract = Contract> {
  contract: TContract;
  run(
    request: UseCaseRequest<
      z.output<TContract['params']>,
      z.output<TContract['query']>,
      z.output<TContract['body']>
    >,
  ): Promise<z.input<TContract['response']>>;
  /** For a call whose address and answer do not name what it was about. */
  audit?(call: AuditedCall<TContract>): AuditSubject;
}

export function defineUseCase<TContract extends Contract>(
  contract: TContract,
  run: UseCase<TContract>['run'],
  audit?: UseCase<TContract>['audit'],
): UseCase<TContract> {
  return { contract, run, ...(audit ? { audit } : {}) };
}

export interface RawRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Guards, parses and runs. Throws SESSION_REQUIRED, PERMISSION_DENIED, a ZodError for a request that does not
 * fit, or what the use case throws.
 */
export async function invoke<TContract extends Contract>(
  useCase: UseCase<TContract>,
  {
    services,
    principal,
    request,
    signal = new AbortController().signal,
  }: {
    services: Services;
    principal: Principal | undefined;
    request: RawRequest;
    signal?: AbortSignal | undefined;
  },
): Promise<z.input<TContract['response']>> {
  const { contract } = useCase;
  const note = noteOf(contract, { services, principal, request });
  let describe: (response?: z.input<TContract['response']>) => AuditSubject = () => ({});
  try {
    assertAllowed(principal, contract.permission);
    const call = {
      params: contract.params.parse(request.params ?? {}) as z.output<TContract['params']>,
      query: contract.query.parse(request.query ?? {}) as z.output<TContract['query']>,
      body: contract.body.parse(request.body ?? {}) as z.output<TContract['body']>,
    };
    describe = (response) => useCase.audit?.({ ...call, principal, response }) ?? {};
    const response = await useCase.run({ services, principal, signal, ...call });
    await note('done', { response, ...describe(response) });
    return response;
  } catch (error) {
    const code = CodexError.is(error) ? error.code : 'INTERNAL';
    const outcome = code === 'PERMISSION_DENIED' ? 'refused' : 'failed';
    await note(outcome, { code, ...describe() });
    throw error;
  }
}

/** Notes a call that the guard refused before its body was read. */
export async function noteRefusal(
  contract: Contract,
  call: { services: Services; principal: Principal | undefined; request: RawRequest },
): Promise<void> {
  await noteOf(contract, call)('refused', { code: 'PERMISSION_DENIED' });
}

/** Notes a call that was done without a use case of its own. */
export async function noteCall(
  contract: Contract,
  call: { services: Services; principal: Principal | undefined; target: string },
): Promise<void> {
  await noteOf(contract, { ...call, request: {} })('done', { target: call.target });
}

type Note = (
  outcome: AuditEntry['outcome'],
  about: AuditSubject & { response?: unknown; code?: string },
) => Promise<void>;

/** Writes the call into the audit log. A log that cannot be written to is reported, and does not undo the call. */
function noteOf(
  contract: Contract,
  {
    services,
    principal,
    request,
  }: { services: Services; principal: Principal | undefined; request: RawRequest },
): Note {
  const isAudited = contract.isAudited ?? contract.method !== 'GET';
  if (!isAudited || !principal) return async () => undefined;
  return async (outcome, { response, code, target, details }) => {
    const usual = describeCall(request, response);
    try {
      await services.audit.record({
        workspaceId: principal.workspaceId,
        actor: { type: principal.type, id: principal.userId },
        action: contract.name,
        target: target ?? usual.target,
        outcome,
        details: { ...usual.details, ...details, ...(code === undefined ? {} : { code }) },
      });
    } catch (error) {
      services.logger.fatal({ err: error, action: contract.name }, 'The audit log could not be written');
    }
  };
}
