'use client';
import type { Contract } from '@codexos/protocol/contract';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { callApi, type ApiRequest } from './call-api';

/** A call that may take long: `cancel` takes it back, and the server stops its work. So does leaving the page. */
export function useCancellableMutation<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  contract: Contract<P, Q, B, R>,
  { refreshes }: { refreshes: readonly string[] },
): UseMutationResult<z.output<R>, Error, ApiRequest<P, Q, B>> & { cancel: () => void } {
  const client = useQueryClient();
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);
  const mutation = useMutation<z.output<R>, Error, ApiRequest<P, Q, B>>({
    mutationFn: (request) => {
      controller.current = new AbortController();
      return callApi(contract, request, controller.current.signal);
    },
    onSuccess: () => {
      for (const tag of refreshes) void client.invalidateQueries({ queryKey: [tag] });
    },
  });
  const cancel = () => {
    controller.current?.abort();
    mutation.reset();
  };
  return { ...mutation, cancel };
}
