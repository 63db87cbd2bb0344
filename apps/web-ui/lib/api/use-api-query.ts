'use client';
import type { Contract } from '@codexos/protocol/contract';
import { useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi, type ApiRequest } from './call-api';
import { queryKey } from './query-key';

/** Reads through a GET contract, for example `useApiQuery(getFlow, { params: { flowId } })`. */
export function useApiQuery<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  contract: Contract<P, Q, B, R>,
  request: ApiRequest<P, Q, B>,
  options: Omit<UseQueryOptions<z.output<R>>, 'queryKey' | 'queryFn'> = {},
): UseQueryResult<z.output<R>> {
  return useQuery<z.output<R>>({
    queryKey: queryKey(contract, request),
    queryFn: ({ signal }) => callApi(contract, request, signal),
    ...options,
  });
}
