import type { Deployment } from '@codexos/protocol/deployment';
import { CodexError } from '@codexos/utils/errors';
import type { DeploymentStep } from './plan-deployment-step.ts';

const REFUND = 'Close the deployment to get the deposit back.';

type FailReason = Extract<DeploymentStep, { type: 'fail' }>['reason'];

/** What a step that ran out of time says. */
export function stepFailure(reason: FailReason, deployment: Deployment): CodexError {
  switch (reason) {
    case 'no-bids':
      return new CodexError({
        code: 'AKASH_NO_BIDS',
        message: 'No provider made a bid in time.',
        hint: `Try again, or ask for less: fewer CPUs, less memory, a higher price in the SDL. ${REFUND}`,
      });
    case 'bids-expired':
      return new CodexError({
        code: 'AKASH_BIDS_EXPIRED',
        message: 'The bids expired before one was chosen.',
        hint: `${REFUND} Then deploy again; a rule chooses without you.`,
      });
    case 'endpoint-silent':
      return new CodexError({
        code: 'AKASH_ENDPOINT_SILENT',
        message: `The service at ${deployment.chosen?.providerName ?? 'the provider'} did not answer in time.`,
        hint: `Read the logs: the image may be missing or end at once. Try again to wait longer. ${REFUND}`,
      });
  }
}

export function noFittingBid({ bids, rule }: Deployment): CodexError {
  const floor =
    rule.type === 'cheapest-above-uptime' ? ` above ${Math.round(rule.minUptime * 1000) / 10} %` : '';
  return new CodexError({
    code: 'AKASH_NO_FITTING_BID',
    message: `None of the ${bids.length} bids comes from a provider with an uptime${floor}.`,
    hint: `Choose one by hand, or try again to wait for others. ${REFUND}`,
  });
}

export function leaseLost(reason: string | undefined): CodexError {
  return new CodexError({
    code: 'AKASH_LEASE_LOST',
    message: `The lease has ended${reason === undefined ? '' : ` (${reason})`}: the provider no longer runs the service.`,
    hint: `${REFUND} Then deploy again, best with another provider.`,
  });
}

export function deploymentGone(dseq: string): CodexError {
  return new CodexError({
    code: 'AKASH_LEASE_LOST',
    message: `The account has no open deployment ${dseq} any more.`,
    hint: 'It was closed elsewhere. Close it here too, then deploy again.',
  });
}

export function deploymentUnknown(dseq: string): CodexError {
  return new CodexError({
    code: 'AKASH_DEPLOYMENT_UNKNOWN',
    message: `The account does not know the deployment ${dseq}, so nobody can say what came back.`,
    hint: 'If the vault holds the key of another account, put the right one back and close again. If it is gone from Akash, remove it here; its refund stands in your account.',
  });
}

export function fundsMissing(available: number, deposit: number): CodexError {
  return new CodexError({
    code: 'AKASH_FUNDS_MISSING',
    message: `The account has ${usd(available)}, and the deposit is ${usd(deposit)}.`,
    hint: 'Add funds in Akash Console, then try again. Nothing has been created.',
    details: { availableMicroUsd: available, depositMicroUsd: deposit },
  });
}

export function wrongState(deployment: Deployment, wanted: string): CodexError {
  return new CodexError({
    code: 'DEPLOYMENT_STATE_WRONG',
    message: `The deployment ${deployment.name} is ${deployment.state}, so it cannot be ${wanted}.`,
    hint: 'Look at where it stands now, then decide again.',
    details: { state: deployment.state },
  });
}

function usd(microUsd: number): string {
  return `$${(microUsd / 1e6).toFixed(2)}`;
}

export function secretMissing(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_MISSING',
    message: `The SDL refers to the secret ${name}, which is not in the vault.`,
    hint: `Add ${name} to the vault and grant it to Akash, then try again.`,
    details: { secret: name },
  });
}

export function secretNotGranted(name: string): CodexError {
  return new CodexError({
    code: 'SECRET_NOT_GRANTED',
    message: `The secret ${name} is not granted to Akash.`,
    hint: 'Grant it on the page of the draft or in the vault, if the provider may read it, or take its line out of the SDL.',
    details: { secret: name },
  });
}
