'use client';
import { fireTrigger } from '@codexos/protocol/contracts/triggers.contract';
import { useRouter } from 'next/navigation';
import { toast } from 'sonner';
import { useApiMutation } from '@/lib/api/use-api-mutation';

/** Fires, and leads to the run. */
export function useFire(name: string, onFired?: () => void) {
  const router = useRouter();
  return useApiMutation(fireTrigger, {
    refreshes: ['triggers', 'runs'],
    onSuccess: ({ runId, error }) => {
      if (error || runId === undefined)
        toast.error(`${name} started no run`, { description: error?.message ?? 'See its history.' });
      else {
        toast.success(`${name} fired`, {
          action: { label: 'Open the run', onClick: () => router.push(`/runs/${runId}`) },
        });
      }
      onFired?.();
    },
    onError: (error) => toast.error(`${name} was not tried`, { description: error.message }),
  });
}
