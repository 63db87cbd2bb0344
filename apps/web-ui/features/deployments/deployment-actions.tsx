'use client';
import {
  closeDeployment,
  deleteDeployment,
  retryDeployment,
} from '@codexos/protocol/contracts/deployments.contract';
import type { Deployment } from '@codexos/protocol/deployment';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatMicroUsd } from '@/lib/format';

/** The failure, if there is one, with what can be done about it. */
export function FailureNotice({ deployment }: { deployment: Deployment }) {
  const retry = useApiMutation(retryDeployment);
  if (deployment.state !== 'failed' || !deployment.error) return null;
  return (
    <ErrorNotice
      error={retry.error ?? deployment.error}
      action={
        <>
          <Button
            size="sm"
            variant="primary"
            disabled={retry.isPending}
            onClick={() => retry.mutate({ params: { deploymentId: deployment.id } })}
          >
            Try again
          </Button>
          <CloseButton deployment={deployment} />
        </>
      }
    />
  );
}

export function CloseButton({ deployment }: { deployment: Deployment }) {
  const [isAsking, setAsking] = useState(false);
  const close = useApiMutation(closeDeployment, { onSuccess: () => setAsking(false) });
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Close…
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Close ${deployment.name}`}
        confirmLabel="Close and get the refund"
        isPending={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({ params: { deploymentId: deployment.id } })}
      >
        The provider ends the service and what it wrote on its disk is gone. What is left of the deposit of{' '}
        {formatMicroUsd(deployment.depositMicroUsd)} comes back to the account.
      </ConfirmDialog>
    </>
  );
}

export function RemoveButton({ deployment }: { deployment: Deployment }) {
  const router = useRouter();
  const remove = useApiMutation(deleteDeployment, { onSuccess: () => router.push('/deployments') });
  return (
    <Button
      size="sm"
      disabled={remove.isPending}
      onClick={() => remove.mutate({ params: { deploymentId: deployment.id } })}
    >
      Remove from the list
    </Button>
  );
}
