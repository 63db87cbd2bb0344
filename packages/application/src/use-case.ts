/**
 * A use case is the behaviour behind one contract. It gets a principal that the guard has let through and the
 * parsed request; REST, command line and tests all call it through `invoke`, so the guard cannot be forgotten.
 */
import type { AuditEntry } from '@codexos/protocol/contracts/audit.contract';
import type { z } from 'zod';
import type { Contract } from '@codexos/protocol/contract';
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
}

export function defineUseCase<TContract extends Contract>(
  contract: TContract,
  run: UseCase<TContract>['run'],
): UseCase<TContract> {
  return { contract, run };
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
  }: { services: Services; principal: Principal | undefined; request: RawRequest },
): Promise<z.input<TContract['response']>> {
  const { contract } = useCase;
  const note = noteOf(contract, { services, principal, request });
  try {
    assertAllowed(principal, contract.permission);
    const response = await useCase.run({
      services,
      principal,
      params: contract.params.parse(request.params ?? {}) as z.output<TContract['params']>,
      query: contract.query.parse(request.query ?? {}) as z.output<TContract['query']>,
      body: contract.body.parse(request.body ?? {}) as z.output<TContract['body']>,
    });
    await note('done', response);
    return response;
  } catch (error) {
    const code = CodexError.is(error) ? error.code : 'INTERNAL';
    await note(code === 'PERMISSION_DENIED' ? 'refused' : 'failed', undefined, code);
    throw error;
  }
}

/** Notes a call that the guard refused before its body was read. */
export async function noteRefusal(
  contract: Contract,
  call: { services: Services; principal: Principal | undefined; request: RawRequest },
): Promise<void> {
  await noteOf(contract, call)('refused', undefined, 'PERMISSION_DENIED');
}

type Note = (outcome: AuditEntry['outcome'], response: unknown, code?: string) => Promise<void>;

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
  return async (outcome, response, code) => {
    const { target, details } = describeCall(request, response);
    try {
      await services.audit.record({
        workspaceId: principal.workspaceId,
        actor: { type: principal.type, id: principal.userId },
        action: contract.name,
        target,
        outcome,
        details: code === undefined ? details : { ...details, code },
      });
    } catch (error) {
      services.logger.fatal({ err: error, action: contract.name }, 'The audit log could not be written');
    }
  };
}
