/** What each step does on Akash. Every one may be repeated after a crash: it looks before it acts. */
import {
  buildManifest,
  chooseBid,
  fillSdlSecrets,
  toMonthlyMicroUsd,
  type ConsoleBid,
  type ConsoleClient,
  type ConsoleDeployment,
  type ConsoleProvider,
  type SdlManifest,
} from '@codexos/chain/akash';
import type { Bid, DeploymentChange } from '@codexos/protocol/deployment';
import { CodexError } from '@codexos/utils/errors';
import type { AkashAccount } from './akash-account.ts';
import {
  deploymentGone,
  deploymentUnknown,
  fundsMissing,
  leaseLost,
  noFittingBid,
} from './deployment-errors.ts';
import type { DeploymentRecord } from './deployment-store.ts';
import type { DeploymentTimings } from './deployment-timings.ts';

export interface StepContext {
  account: AkashAccount;
  timings: DeploymentTimings;
  clock: () => number;
  signal: AbortSignal;
}

/** What happened, in order; nothing when there is nothing new. Throws what the deployment fails with. */
type Step = (deployment: DeploymentRecord, context: StepContext) => Promise<DeploymentChange[]>;

export const readBalance: Step = async ({ workspaceId, depositMicroUsd }, { account }) => {
  const availableMicroUsd = await account.client(workspaceId).readBalance();
  if (availableMicroUsd < depositMicroUsd) throw fundsMissing(availableMicroUsd, depositMicroUsd);
  return [{ type: 'balance-read', availableMicroUsd }];
};

export const noteCreation: Step = async (deployment, context) => [
  { type: 'create-start', manifestHash: (await manifestOf(deployment, context)).hash },
];

export async function create(
  deployment: DeploymentRecord,
  { account, timings, clock }: StepContext,
  isFirst: boolean,
): Promise<DeploymentChange[]> {
  const client = account.client(deployment.workspaceId);
  const known = isFirst ? undefined : await findByHash(client, deployment.manifestHash);
  const dseq = known ?? (await send(client, deployment, account));
  return [
    { type: 'create-end', dseq, isFoundAgain: known !== undefined, bidsBy: clock() + timings.noBidsMs },
  ];
}

async function send(
  client: ConsoleClient,
  deployment: DeploymentRecord,
  account: AkashAccount,
): Promise<string> {
  const { workspaceId, depositMicroUsd } = deployment;
  const sdl = await fillSdlSecrets(deployment.sdl, (name) => account.readSdlSecret(workspaceId, name));
  return (await client.createDeployment({ sdl, depositMicroUsd })).dseq;
}

export const readBids: Step = async (deployment, { account, timings, clock }) => {
  const client = account.client(deployment.workspaceId);
  const open = await client.listBids(dseqOf(deployment));
  if (open.length === 0) return [];
  const isKnown =
    deployment.bids.length === open.length &&
    open.every(({ id, price }) =>
      deployment.bids.some(({ provider, amount }) => provider === id.provider && amount === price.amount),
    );
  if (isKnown) return [];
  const providers = await client.listProviders(open.map(({ id }) => id.provider));
  const byHand = deployment.rule.type === 'by-hand';
  const chooseBy = deployment.chooseBy ?? clock() + (byHand ? timings.bidLifeMs : timings.collectMs);
  return [{ type: 'bids-read', bids: open.map((bid) => toBid(bid, providers)), chooseBy }];
};

export const chooseByRule: Step = async (deployment) => {
  const bid = chooseBid(deployment.bids, deployment.rule);
  if (!bid) throw noFittingBid(deployment);
  return [{ type: 'bid-choose', bid, chosenBy: 'rule' }];
};

export const lease: Step = async (deployment, context) => {
  const { chosen } = deployment;
  const client = context.account.client(deployment.workspaceId);
  const info = await readOpen(client, deployment);
  const standing = info.leases.find(({ state }) => state === 'active');
  const provider = standing?.id.provider ?? chosen?.provider ?? '';
  const [known] = await client.listProviders([provider]);
  const made: DeploymentChange = { type: 'lease-end', ...(known ? { hostUri: known.hostUri } : {}) };
  // An earlier try whose answer was lost: the provider has the manifest already.
  if (standing?.status != null) return [made];
  try {
    await sendManifest(client, deployment, context);
    return [made];
  } catch (error) {
    // The lease stands although the manifest does not: that is where a retry has to go on.
    if (!CodexError.is(error) || error.code !== 'AKASH_MANIFEST_REFUSED') throw error;
    return [made];
  }
};

export const checkManifest: Step = async (deployment, context) => {
  const client = context.account.client(deployment.workspaceId);
  const info = await readOpen(client, deployment);
  if (activeLease(info).status == null) {
    await sendManifest(client, deployment, context);
    return [];
  }
  return [{ type: 'manifest-end', endpointBy: context.clock() + context.timings.endpointMs }];
};

export const findEndpoint: Step = async (deployment, { account, signal }) => {
  const info = await readOpen(account.client(deployment.workspaceId), deployment);
  const endpoints = endpointsOf(info);
  const [first] = endpoints;
  if (first === undefined) return [];
  const health = await account.probe(first, signal);
  return health.isHealthy
    ? [
        { type: 'endpoint-find', endpoints },
        { type: 'health-change', ...health },
      ]
    : [];
};

export const checkHealth: Step = async (deployment, { account, signal }) => {
  const info = await readOpen(account.client(deployment.workspaceId), deployment);
  activeLease(info);
  const [first = ''] = deployment.endpoints;
  const health = await account.probe(first, signal);
  const isSame =
    deployment.health?.isHealthy === health.isHealthy && deployment.health.detail === health.detail;
  return isSame ? [] : [{ type: 'health-change', ...health }];
};

export const close: Step = async (deployment, { account }) => {
  const client = account.client(deployment.workspaceId);
  const dseq = deployment.dseq ?? (await findByHash(client, deployment.manifestHash));
  if (dseq === undefined) return [{ type: 'close-end' }];
  const before = await client.getDeployment(dseq);
  if (!before) throw deploymentUnknown(dseq);
  if (before.deployment.state === 'active') await client.closeDeployment(dseq);
  const after = await client.getDeployment(dseq);
  if (!after) throw deploymentUnknown(dseq);
  const { transferred } = after.escrow_account.state;
  const spent = Math.round(transferred.reduce((sum, { amount }) => sum + Number(amount), 0));
  const spentMicroUsd = Math.min(spent, deployment.depositMicroUsd);
  return [{ type: 'close-end', spentMicroUsd, refundMicroUsd: deployment.depositMicroUsd - spentMicroUsd }];
};

/** The open deployment whose manifest has this hash: the mark in the SDL makes it this one and no other. */
async function findByHash(client: ConsoleClient, hash: string | undefined): Promise<string | undefined> {
  if (hash === undefined) return undefined;
  const all = await client.listDeployments();
  return all.find(({ deployment }) => deployment.hash === hash)?.deployment.id.dseq;
}

async function manifestOf(
  { sdl, workspaceId }: DeploymentRecord,
  { account }: Pick<StepContext, 'account'>,
): Promise<SdlManifest> {
  return buildManifest(await fillSdlSecrets(sdl, (name) => account.readSdlSecret(workspaceId, name)));
}

async function sendManifest(
  client: ConsoleClient,
  deployment: DeploymentRecord,
  context: Pick<StepContext, 'account'>,
): Promise<void> {
  const { chosen } = deployment;
  if (!chosen) throw new Error(`The deployment ${deployment.id} has no chosen bid.`);
  const { manifest } = await manifestOf(deployment, context);
  const { gseq, oseq, provider } = chosen;
  await client.createLease({ manifest, lease: { dseq: dseqOf(deployment), gseq, oseq, provider } });
}

/** The deployment on Akash. Throws AKASH_LEASE_LOST when it is no longer open. */
async function readOpen(client: ConsoleClient, deployment: DeploymentRecord): Promise<ConsoleDeployment> {
  const dseq = dseqOf(deployment);
  const info = await client.getDeployment(dseq);
  if (info?.deployment.state !== 'active') throw deploymentGone(dseq);
  return info;
}

function activeLease({ leases }: ConsoleDeployment): ConsoleDeployment['leases'][number] {
  const active = leases.find(({ state }) => state === 'active');
  if (!active) throw leaseLost(leases.at(-1)?.reason);
  return active;
}

/** Addresses of the services that are up. Providers name hosts without a protocol. */
function endpointsOf(info: ConsoleDeployment): string[] {
  const services = Object.values(activeLease(info).status?.services ?? {});
  return services
    .filter(({ available }) => available > 0)
    .flatMap(({ uris }) => uris)
    .map((uri) => (/^(127\.0\.0\.1|localhost)(:|$)/.test(uri) ? `http://${uri}` : `https://${uri}`))
    .filter((address) => URL.canParse(address));
}

function dseqOf({ id, dseq }: DeploymentRecord): string {
  if (dseq === undefined) throw new Error(`The deployment ${id} is not on Akash yet.`);
  return dseq;
}

function toBid({ id, price }: ConsoleBid, providers: readonly ConsoleProvider[]): Bid {
  const known = providers.find(({ owner }) => owner === id.provider);
  const region = known?.ipRegion ?? known?.ipCountry;
  return {
    provider: id.provider,
    gseq: id.gseq,
    oseq: id.oseq,
    denom: price.denom,
    amount: price.amount,
    monthlyMicroUsd: toMonthlyMicroUsd(price.amount),
    ...(known ? { providerName: known.name ?? new URL(known.hostUri).hostname } : {}),
    ...(region == null ? {} : { region }),
    ...(known?.uptime7d == null ? {} : { uptime: known.uptime7d }),
    ...(known?.isAudited === undefined ? {} : { isAudited: known.isAudited }),
  };
}
