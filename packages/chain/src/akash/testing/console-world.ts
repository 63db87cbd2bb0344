/** What stands on the chain and at the providers of the double. */
import { buildManifest, checkSdl } from '../check-sdl.ts';
import { estimateCosts } from '../estimate-costs.ts';
import { SECONDS_A_BLOCK, toMicroUsdPerBlock } from '../monthly-price.ts';
import type { Fault } from './faults.ts';
import type { RunningService, StartService } from './start-process.ts';

export const OWNER = 'akash1ownerofthedouble0000000000000000000000';

export interface DoubleProvider {
  owner: string;
  name: string;
  hostUri: string;
  region: string;
  uptime: number;
  isAudited: boolean;
  /** Its price as a share of the usual one. */
  price: number;
}

export const PROVIDERS: readonly DoubleProvider[] = [
  provider('akash1northprovider000000000000000000000000', {
    name: 'north',
    region: 'Sweden',
    uptime: 0.999,
    price: 1,
  }),
  provider('akash1westprovider0000000000000000000000000', {
    name: 'west',
    region: 'Oregon',
    uptime: 0.97,
    price: 0.85,
  }),
  provider('akash1eastprovider0000000000000000000000000', {
    name: 'east',
    region: 'Poland',
    uptime: 0.995,
    price: 1.2,
  }),
];

function provider(
  owner: string,
  { name, region, uptime, price }: Pick<DoubleProvider, 'name' | 'region' | 'uptime' | 'price'>,
): DoubleProvider {
  const hostUri = `https://provider.${name}.example:8443`;
  return {
    owner,
    name: `provider.${name}.example`,
    hostUri,
    region,
    uptime,
    isAudited: uptime > 0.99,
    price,
  };
}

export interface DoubleLease {
  provider: DoubleProvider;
  amount: number;
  madeAt: number;
  closedAt?: number;
  service?: RunningService;
  /** Known once the process is reachable. */
  uri?: string;
}

export interface DoubleDeployment {
  dseq: string;
  sdl: string;
  manifest: string;
  hash: string;
  deposit: number;
  monthlyMicroUsd: number;
  createdAt: number;
  closedAt?: number;
  lease?: DoubleLease;
  isBidGone?: boolean;
}

export class ConsoleWorld {
  readonly deployments = new Map<string, DoubleDeployment>();
  readonly faults = new Set<Fault>();
  /** In USD. */
  balance = 25;
  readonly #startService: StartService;
  readonly #clock: () => number;
  #lastDseq = 0;

  constructor({ startService, clock = Date.now }: { startService: StartService; clock?: () => number }) {
    this.#startService = startService;
    this.#clock = clock;
  }

  get now(): number {
    return this.#clock();
  }

  /** Throws an Error with the words of the real server for an SDL that is not right. */
  async create(sdl: string, deposit: number): Promise<DoubleDeployment> {
    const { problems, resources } = await checkSdl(sdl);
    if (problems.length > 0 || !resources)
      throw new Error(`Invalid SDL: ${problems.map(({ message }) => message).join(', ')}`);
    this.#lastDseq = Math.max(this.now, this.#lastDseq + 1);
    const [usual] = estimateCosts(resources);
    const deployment: DoubleDeployment = {
      dseq: String(this.#lastDseq),
      sdl,
      ...(await buildManifest(sdl)),
      deposit,
      monthlyMicroUsd: usual?.monthlyMicroUsd ?? 0,
      createdAt: this.now,
    };
    this.balance -= deposit;
    this.deployments.set(deployment.dseq, deployment);
    return deployment;
  }

  priceOf(deployment: DoubleDeployment, { price }: DoubleProvider): number {
    return Math.round(toMicroUsdPerBlock(deployment.monthlyMicroUsd) * price * 1_000) / 1_000;
  }

  lease(deployment: DoubleDeployment, chosen: DoubleProvider): DoubleLease {
    deployment.lease ??= {
      provider: chosen,
      amount: this.priceOf(deployment, chosen),
      madeAt: this.now,
    };
    return deployment.lease;
  }

  /** What the provider does with a manifest: it starts the process, once. */
  takeManifest(deployment: DoubleDeployment): void {
    const { lease } = deployment;
    if (!lease || lease.service) return;
    lease.service = this.#startService(serviceOf(deployment.manifest));
    lease.service.uri.then(
      (uri) => (lease.uri = uri),
      () => undefined,
    );
  }

  /** Deposit that the provider has earned so far, in USD. */
  spent({ lease, deposit }: DoubleDeployment): number {
    if (!lease) return 0;
    const blocks = ((lease.closedAt ?? this.now) - lease.madeAt) / 1_000 / SECONDS_A_BLOCK;
    return Math.min(deposit, (blocks * lease.amount) / 1e6);
  }

  async closeLease({ lease }: DoubleDeployment): Promise<void> {
    if (!lease || lease.closedAt !== undefined) return;
    lease.closedAt = this.now;
    await lease.service?.stop();
  }

  async close(deployment: DoubleDeployment): Promise<void> {
    if (deployment.closedAt !== undefined) return;
    deployment.closedAt = this.now;
    await this.closeLease(deployment);
    this.balance += deployment.deposit - this.spent(deployment);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.deployments.values()].map((deployment) => this.closeLease(deployment)));
  }
}

function serviceOf(manifest: string): { image: string; env: Record<string, string> } {
  const groups = JSON.parse(manifest) as { services: { image: string; env: string[] | null }[] }[];
  const service = groups[0]?.services[0];
  const env = (service?.env ?? []).map((line) => {
    const split = line.indexOf('=');
    return [line.slice(0, split), line.slice(split + 1)] as const;
  });
  return { image: service?.image ?? '', env: Object.fromEntries(env) };
}
