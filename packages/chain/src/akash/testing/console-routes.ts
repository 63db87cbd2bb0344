/** What each operation of the Console API does in the double, its faults included. */
import { randomBytes } from 'node:crypto';
import type { OperationName } from './console-openapi.ts';
import { OWNER, PROVIDERS, type ConsoleWorld, type DoubleDeployment } from './console-world.ts';

export interface ConsoleCall {
  params: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

/** `lost` breaks the connection where the answer would be; `text` is sent as it is. */
export type ConsoleReply =
  { status: number; json: unknown } | { lost: true } | { status: number; text: string };

export interface RouteOptions {
  world: ConsoleWorld;
  /** From creation to the first bid. */
  bidDelayMs: number;
  tokens: Map<string, number>;
}

type Route = (call: ConsoleCall) => Promise<ConsoleReply> | ConsoleReply;

export function createRoutes({ world, bidDelayMs, tokens }: RouteOptions): Record<OperationName, Route> {
  const { faults } = world;
  const find = (dseq: string | undefined): DoubleDeployment | undefined => world.deployments.get(dseq ?? '');

  return {
    getBalances() {
      if (faults.has('balance-unreadable')) return { status: 200, text: '<html>Please wait…</html>' };
      const balance = faults.has('balance-empty') ? 0 : world.balance;
      const open = [...world.deployments.values()].filter(({ closedAt }) => closedAt === undefined);
      const deployments = open.reduce((sum, { deposit }) => sum + deposit, 0);
      return ok({ balance, deployments, total: balance + deployments });
    },

    async createDeployment({ body }) {
      const { sdl, deposit } = (body as { data: { sdl: string; deposit: number } }).data;
      if (faults.has('create-sdl-refused')) return refuse(400, 'Invalid SDL: the image is blocked');
      if (faults.has('create-without-funds') || deposit > world.balance)
        return refuse(402, 'Not enough funds to cover the deployment costs');
      if (faults.has('create-transaction-failed'))
        return {
          status: 201,
          json: {
            data: {
              dseq: String(world.now),
              manifest: '',
              signTx: { code: 11, transactionHash: '', rawLog: 'out of gas' },
            },
          },
        };
      try {
        const { dseq, manifest } = await world.create(sdl, deposit);
        if (faults.has('create-answer-lost')) return { lost: true };
        const signTx = {
          code: 0,
          transactionHash: randomBytes(32).toString('hex').toUpperCase(),
          rawLog: '',
        };
        return { status: 201, json: { data: { dseq, manifest, signTx } } };
      } catch (error) {
        return refuse(400, error instanceof Error ? error.message : String(error));
      }
    },

    listDeployments({ query }) {
      const all = [...world.deployments.values()].reverse();
      const [skip, limit] = [Number(query['skip'] ?? 0), Number(query['limit'] ?? 1_000)];
      const page = all.slice(skip, skip + limit);
      return ok({
        deployments: page.map((deployment) => describe(world, deployment, false)),
        pagination: { total: all.length, skip, limit, hasMore: skip + page.length < all.length },
      });
    },

    async getDeployment({ params }) {
      const deployment = find(params['dseq']);
      if (!deployment) return refuse(404, 'Deployment not found');
      if (faults.has('lease-lost')) await world.closeLease(deployment);
      return ok(describe(world, deployment, true));
    },

    async closeDeployment({ params }) {
      const deployment = find(params['dseq']);
      if (!deployment) return refuse(404, 'Deployment not found');
      if (faults.has('close-fails')) return refuse(500, 'The transaction could not be broadcast');
      await world.close(deployment);
      return ok({ success: true });
    },

    listBids({ query }) {
      const deployment = find(query['dseq']);
      const isEarly = deployment !== undefined && world.now - deployment.createdAt < bidDelayMs;
      if (!deployment || isEarly || faults.has('no-bids')) return ok([]);
      return ok(PROVIDERS.map((provider, index) => describeBid(world, deployment, index)));
    },

    createLeases({ body }) {
      const { manifest, leases } = body as { manifest: string; leases: { dseq: string; provider: string }[] };
      const deployment = find(leases[0]?.dseq);
      const provider = PROVIDERS.find(({ owner }) => owner === leases[0]?.provider);
      if (!deployment || deployment.closedAt !== undefined) return refuse(404, 'Deployment not found');
      if (!provider || (!deployment.lease && faults.has('bid-gone')))
        return refuse(400, 'The bid is not open');
      world.lease(deployment, provider);
      if (manifest !== deployment.manifest || faults.has('manifest-refused'))
        return refuse(422, 'manifest version validation failed at the provider');
      world.takeManifest(deployment);
      if (faults.has('lease-answer-lost')) return { lost: true };
      return ok(describe(world, deployment, true));
    },

    createJwtToken({ body }) {
      const { ttl } = (body as { data: { ttl: number } }).data;
      const token = randomBytes(24).toString('base64url');
      tokens.set(token, world.now + ttl * 1_000);
      return { status: 201, json: { data: { token } } };
    },

    listProviders({ query }) {
      const wanted = query['addresses']?.split(',');
      const found = PROVIDERS.filter(({ owner }) => wanted?.includes(owner) ?? true);
      return {
        status: 200,
        json: found.map(({ owner, name, hostUri, region, uptime, isAudited }) => ({
          owner,
          name,
          hostUri,
          ipRegion: region,
          ipCountry: null,
          uptime7d: faults.has('poor-bids') ? 0 : uptime,
          isAudited,
          isOnline: true,
        })),
      };
    },
  };
}

export function refuse(status: number, message: string): ConsoleReply {
  return { status, json: { error: 'HttpError', message } };
}

function ok(data: unknown): ConsoleReply {
  return { status: 200, json: { data } };
}

function describe(world: ConsoleWorld, deployment: DoubleDeployment, hasStatus: boolean): object {
  const { dseq, hash, closedAt, createdAt } = deployment;
  return {
    deployment: {
      id: { owner: OWNER, dseq },
      state: closedAt === undefined ? 'active' : 'closed',
      hash,
      created_at: String(createdAt),
    },
    leases: describeLease(world, deployment, hasStatus),
    escrow_account: describeEscrow(world, deployment),
  };
}

function describeLease(world: ConsoleWorld, { dseq, lease }: DoubleDeployment, hasStatus: boolean): object[] {
  if (!lease) return [];
  const isDead = world.faults.has('endpoint-dead');
  const uri = world.faults.has('endpoint-never')
    ? undefined
    : isDead && lease.uri
      ? '127.0.0.1:9'
      : lease.uri;
  const count = uri === undefined ? 0 : 1;
  const service = {
    name: 'codexos',
    available: count,
    total: 1,
    uris: uri === undefined ? [] : [uri],
    observed_generation: 1,
    replicas: 1,
    updated_replicas: 1,
    ready_replicas: count,
    available_replicas: count,
  };
  const status = lease.service ? { forwarded_ports: {}, ips: {}, services: { codexos: service } } : null;
  return [
    {
      id: { owner: OWNER, dseq, gseq: 1, oseq: 1, provider: lease.provider.owner, bseq: 0 },
      state: lease.closedAt === undefined ? 'active' : 'closed',
      price: { denom: 'uact', amount: String(lease.amount) },
      created_at: String(lease.madeAt),
      closed_on: String(lease.closedAt ?? 0),
      ...(lease.closedAt === undefined ? {} : { reason: 'lease_closed_owner' }),
      ...(hasStatus ? { status } : {}),
    },
  ];
}

function describeEscrow(world: ConsoleWorld, deployment: DoubleDeployment): object {
  const spent = world.spent(deployment);
  const isClosed = deployment.closedAt !== undefined;
  return {
    id: { scope: 'deployment', xid: `${OWNER}/${deployment.dseq}` },
    state: {
      owner: OWNER,
      state: isClosed ? 'closed' : 'open',
      transferred: [uact(spent)],
      settled_at: String(world.now),
      funds: [uact(isClosed ? 0 : deployment.deposit - spent)],
      deposits: [],
    },
  };
}

function describeBid(world: ConsoleWorld, deployment: DoubleDeployment, index: number): object {
  const provider = PROVIDERS[index % PROVIDERS.length];
  if (!provider) throw new Error('There is no provider.');
  return {
    bid: {
      id: { owner: OWNER, dseq: deployment.dseq, gseq: 1, oseq: 1, provider: provider.owner, bseq: index },
      state: deployment.lease === undefined ? 'open' : 'lost',
      price: { denom: 'uact', amount: String(world.priceOf(deployment, provider)) },
      created_at: String(deployment.createdAt),
      resources_offer: [],
    },
    escrow_account: describeEscrow(world, deployment),
  };
}

function uact(usd: number): { denom: string; amount: string } {
  return { denom: 'uact', amount: (usd * 1e6).toFixed(6) };
}
