import { invoke } from '@codexos/application';
import type { Contract } from '@codexos/protocol/contract';
import type { z } from 'zod';
import type { OpenApplication } from './open-application.ts';

/** Calls the use case of a contract as the local user, through the same guard and audit log as REST. */
export async function callUseCase<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  { application, principal }: OpenApplication,
  contract: Contract<P, Q, B, R>,
  request: { params?: z.input<P>; query?: z.input<Q>; body?: z.input<B> } = {},
): Promise<z.output<R>> {
  const useCase = application.useCases.find((candidate) => candidate.contract.name === contract.name);
  if (!useCase) throw new Error(`There is no use case for ${contract.name}.`);
  const { services } = application;
  return contract.response.parse(await invoke(useCase, { services, principal, request })) as z.output<R>;
}
