/**
 * A use case is the behaviour behind one contract. It gets a principal that the guard has let through and the
 * parsed request; REST, command line and tests all call it through `invoke`, so the guard cannot be forgotten.
 */
import type { z } from 'zod';
import type { Contract } from '@codexos/protocol/contract';
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
  assertAllowed(principal, useCase.contract.permission);
  const { contract } = useCase;
  return useCase.run({
    services,
    principal,
    params: contract.params.parse(request.params ?? {}) as z.output<TContract['params']>,
    query: contract.query.parse(request.query ?? {}) as z.output<TContract['query']>,
    body: contract.body.parse(request.body ?? {}) as z.output<TContract['body']>,
  });
}
