/**
 * The part of the published Console API that the double serves, written down by hand as an OpenAPI document. The
 * double checks every request against it, and every answer of its own. In the published document the pattern of
 * `dseq` has lost a backslash and would refuse every real value; here it is right.
 */
const dseq = { type: 'string', pattern: '^[0-9]+$' };
const address = { type: 'string', pattern: '^akash1[a-z0-9]{8,}$' };
const coin = object({
  denom: { type: 'string' },
  amount: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?$' },
});

const leaseStatus = object({
  forwarded_ports: { type: 'object' },
  ips: { type: 'object' },
  services: {
    type: 'object',
    additionalProperties: object({
      name: { type: 'string' },
      available: { type: 'integer' },
      total: { type: 'integer' },
      uris: { type: 'array', items: { type: 'string' } },
      observed_generation: { type: 'integer' },
      replicas: { type: 'integer' },
      updated_replicas: { type: 'integer' },
      ready_replicas: { type: 'integer' },
      available_replicas: { type: 'integer' },
    }),
  },
});

const escrow = object({
  id: object({ scope: { type: 'string' }, xid: { type: 'string' } }),
  state: object({
    owner: address,
    state: { type: 'string' },
    transferred: { type: 'array', items: coin },
    settled_at: { type: 'string' },
    funds: { type: 'array', items: coin },
    deposits: { type: 'array' },
  }),
});

const leaseId = {
  owner: address,
  dseq,
  gseq: { type: 'integer' },
  oseq: { type: 'integer' },
  provider: address,
  bseq: { type: 'integer' },
};

const deployment = object({
  deployment: object({
    id: object({ owner: address, dseq }),
    state: { enum: ['active', 'closed'] },
    hash: { type: 'string', minLength: 44, maxLength: 44 },
    created_at: { type: 'string' },
  }),
  leases: {
    type: 'array',
    items: object(
      {
        id: object(leaseId),
        state: { enum: ['active', 'closed'] },
        price: coin,
        created_at: { type: 'string' },
        closed_on: { type: 'string' },
        reason: { type: 'string' },
        status: { anyOf: [leaseStatus, { type: 'null' }] },
      },
      ['reason', 'status'],
    ),
  },
  escrow_account: escrow,
});

const bid = object({
  bid: object({
    id: object(leaseId),
    state: { enum: ['open', 'active', 'lost', 'closed'] },
    price: coin,
    created_at: { type: 'string' },
    resources_offer: { type: 'array' },
  }),
  escrow_account: escrow,
});

const provider = object(
  {
    owner: address,
    name: { type: ['string', 'null'] },
    hostUri: { type: 'string' },
    ipRegion: { type: ['string', 'null'] },
    ipCountry: { type: ['string', 'null'] },
    uptime7d: { type: ['number', 'null'] },
    isAudited: { type: 'boolean' },
    isOnline: { type: 'boolean' },
  },
  [],
);

const error = object({ error: { type: 'string' }, message: { type: 'string' } });

export interface Operation {
  method: 'GET' | 'POST' | 'DELETE';
  /** With `{name}` for parameters. */
  path: string;
  query?: object;
  body?: object;
  /** Schema of the answer by status; every other status has that of an error. */
  responses: Readonly<Record<number, object>>;
}

export const ERROR_SCHEMA: object = error;

export const CONSOLE_OPERATIONS = {
  getBalances: {
    method: 'GET',
    path: '/v1/balances',
    responses: {
      200: data(
        object({ balance: { type: 'number' }, deployments: { type: 'number' }, total: { type: 'number' } }),
      ),
    },
  },
  createDeployment: {
    method: 'POST',
    path: '/v1/deployments',
    body: data(object({ sdl: { type: 'string' }, deposit: { type: 'number', exclusiveMinimum: 0 } })),
    responses: {
      201: data(
        object({
          dseq,
          manifest: { type: 'string' },
          signTx: object({
            code: { type: 'integer' },
            transactionHash: { type: 'string' },
            rawLog: { type: 'string' },
          }),
        }),
      ),
    },
  },
  listDeployments: {
    method: 'GET',
    path: '/v1/deployments',
    query: object({ skip: { type: 'string' }, limit: { type: 'string' } }, ['skip', 'limit']),
    responses: {
      200: data(
        object({
          deployments: { type: 'array', items: deployment },
          pagination: object({
            total: { type: 'integer' },
            skip: { type: 'integer' },
            limit: { type: 'integer' },
            hasMore: { type: 'boolean' },
          }),
        }),
      ),
    },
  },
  getDeployment: {
    method: 'GET',
    path: '/v1/deployments/{dseq}',
    responses: { 200: data(deployment) },
  },
  closeDeployment: {
    method: 'DELETE',
    path: '/v1/deployments/{dseq}',
    responses: { 200: data(object({ success: { type: 'boolean' } })) },
  },
  listBids: {
    method: 'GET',
    path: '/v1/bids',
    query: object({ dseq }),
    responses: { 200: data({ type: 'array', items: bid }) },
  },
  createLeases: {
    method: 'POST',
    path: '/v1/leases',
    body: object({
      manifest: { type: 'string' },
      leases: {
        type: 'array',
        minItems: 1,
        items: object({ dseq, gseq: { type: 'integer' }, oseq: { type: 'integer' }, provider: address }),
      },
    }),
    responses: { 200: data(deployment) },
  },
  createJwtToken: {
    method: 'POST',
    path: '/v1/create-jwt-token',
    body: data(object({ ttl: { type: 'integer', exclusiveMinimum: 0 }, leases: { type: 'object' } })),
    responses: { 201: data(object({ token: { type: 'string' } })) },
  },
  listProviders: {
    method: 'GET',
    path: '/v1/providers',
    query: object({ addresses: { type: 'string' } }, ['addresses']),
    responses: { 200: { type: 'array', items: provider } },
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof CONSOLE_OPERATIONS;

function object(properties: Record<string, object>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', additionalProperties: false, required, properties };
}

function data(schema: object): object {
  return object({ data: schema });
}
