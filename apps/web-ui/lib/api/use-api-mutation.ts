'use client';
import type { Contract } from '@codexos/protocol/contract';
import {
  useMutation,
  useQueryClient,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi, type ApiRequest } from './call-api';

interface MutationExtras {
  /** Tags whose queries are read again after a success; the contract's own tag when absent. */
  refreshes?: readonly string[];
}

/** Writes through a contract: `const create = useApiMutation(createFlow); create.mutate({ body: {…} })`. */
export function useApiMutation<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  contract: Contract<P, Q, B, R>,
  {
    refreshes,
    onSuccess,
    ...options
  }: MutationExtras & Omit<UseMutationOptions<z.output<R>, Error, ApiRequest<P, Q, B>>, 'mutationFn'> = {},
): UseMutationResult<z.output<R>, Error, ApiRequest<P, Q, B>> {
  const client = useQueryClient();
  return useMutation<z.output<R>, Error, ApiRequest<P, Q, B>>({
    mutationFn: (request) => callApi(contract, request),
    onSuccess: async (...args) => {
      for (const tag of refreshes ?? [contract.tag]) void client.invalidateQueries({ queryKey: [tag] });
      await onSuccess?.(...args);
    },
    ...options,
  });
}
