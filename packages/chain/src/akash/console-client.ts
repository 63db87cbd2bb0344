/** Client of the Console API by API key. Every answer is checked against its schema before it is believed. */
import { CodexError, errorMessage } from '@codexos/utils/errors';
import type { z } from 'zod';
import {
  consoleFailure,
  leaseFailure,
  transactionFailed,
  unavailable,
  unreadable,
  type ConsoleAction,
} from './console-errors.ts';
import type { ConsoleFetch, ConsoleRequest } from './console-fetch.ts';
import {
  balancesAnswer,
  bidsAnswer,
  closeAnswer,
  createDeploymentAnswer,
  deploymentAnswer,
  deploymentsAnswer,
  jwtAnswer,
  providersAnswer,
  type ConsoleBid,
  type ConsoleDeployment,
  type ConsoleProvider,
} from './console-schemas.ts';

export interface LeaseId {
  dseq: string;
  gseq: number;
  oseq: number;
  provider: string;
}

/** All methods throw errors of the one table, with cause and remedy. Money is in micro-USD. */
export interface ConsoleClient {
  readBalance(): Promise<number>;
  createDeployment(request: { sdl: string; depositMicroUsd: number }): Promise<{ dseq: string }>;
  /** The open bids. */
  listBids(dseq: string): Promise<ConsoleBid[]>;
  /** Makes the lease unless it is there, and sends the manifest to the provider. */
  createLease(request: { manifest: string; lease: LeaseId }): Promise<void>;
  /** Undefined when the account has no such deployment. */
  getDeployment(dseq: string): Promise<ConsoleDeployment | undefined>;
  listDeployments(): Promise<ConsoleDeployment[]>;
  closeDeployment(dseq: string): Promise<void>;
  /** A token for the provider of one lease, good for reading status and logs. */
  createLeaseToken(request: { provider: string; ttlSeconds: number }): Promise<string>;
  listProviders(addresses: readonly string[]): Promise<ConsoleProvider[]>;
}

export interface ConsoleClientOptions {
  /** With its protocol, without a path. */
  baseUrl: string;
  fetch: ConsoleFetch;
  /** Throws when there is no key that may be used. */
  readKey: () => Promise<string>;
}

const MICRO = 1_000_000;
const PAGE_SIZE = 100;
/** Creating a lease waits for the chain and for the provider, which is tried three times. */
const LEASE_TIMEOUT_MS = 90_000;
const CHAIN_TIMEOUT_MS = 60_000;

export function createConsoleClient({ baseUrl, fetch, readKey }: ConsoleClientOptions): ConsoleClient {
  const send = async (action: ConsoleAction, path: string, request: ConsoleRequest): Promise<Response> => {
    const key = await readKey();
    try {
      return await fetch(new URL(path, baseUrl).href, {
        ...request,
        headers: {
          'x-api-key': key,
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      });
    } catch (error) {
      if (CodexError.is(error) && error.code === 'ADDRESS_REFUSED') throw error;
      throw unavailable(action, errorMessage(error), error);
    }
  };

  const call = async <TSchema extends z.ZodType>({
    action,
    path,
    schema,
    request = {},
    toError = (status, body) => consoleFailure(action, status, body),
  }: Call<TSchema>): Promise<z.output<TSchema>> => {
    const response = await send(action, path, request);
    const body = await response.text();
    if (!response.ok) throw toError(response.status, body);
    try {
      return schema.parse(JSON.parse(body)) as z.output<TSchema>;
    } catch (error) {
      throw unreadable(action, error);
    }
  };

  return {
    async readBalance() {
      const { data } = await call({
        action: 'read the balance',
        path: '/v1/balances',
        schema: balancesAnswer,
      });
      return Math.round(data.balance * MICRO);
    },

    async createDeployment({ sdl, depositMicroUsd }) {
      const { data } = await call({
        action: 'create the deployment',
        path: '/v1/deployments',
        schema: createDeploymentAnswer,
        request: {
          method: 'POST',
          body: JSON.stringify({ data: { sdl, deposit: depositMicroUsd / MICRO } }),
          timeoutMs: CHAIN_TIMEOUT_MS,
        },
      });
      if (data.signTx.code !== 0) throw transactionFailed(data.signTx.code, data.signTx.rawLog);
      return { dseq: data.dseq };
    },

    async listBids(dseq) {
      const { data } = await call({
        action: 'list the bids',
        path: `/v1/bids?dseq=${dseq}`,
        schema: bidsAnswer,
      });
      return data.map(({ bid }) => bid).filter(({ state }) => state === 'open');
    },

    async createLease({ manifest, lease }) {
      await call({
        action: 'make the lease',
        path: '/v1/leases',
        schema: deploymentAnswer,
        request: {
          method: 'POST',
          body: JSON.stringify({ manifest, leases: [lease] }),
          timeoutMs: LEASE_TIMEOUT_MS,
        },
        toError: leaseFailure,
      });
    },

    async getDeployment(dseq) {
      const action = 'read the deployment';
      const response = await send(action, `/v1/deployments/${dseq}`, {});
      const body = await response.text();
      if (response.status === 404) return undefined;
      if (!response.ok) throw consoleFailure(action, response.status, body);
      try {
        return deploymentAnswer.parse(JSON.parse(body)).data;
      } catch (error) {
        throw unreadable(action, error);
      }
    },

    async listDeployments() {
      const all: ConsoleDeployment[] = [];
      for (let hasMore = true; hasMore;) {
        const { data } = await call({
          action: 'list the deployments',
          path: `/v1/deployments?skip=${all.length}&limit=${PAGE_SIZE}`,
          schema: deploymentsAnswer,
        });
        all.push(...data.deployments);
        hasMore = data.pagination.hasMore && data.deployments.length > 0;
      }
      return all;
    },

    async closeDeployment(dseq) {
      const action = 'close the deployment';
      const { data } = await call({
        action,
        path: `/v1/deployments/${dseq}`,
        schema: closeAnswer,
        request: { method: 'DELETE', timeoutMs: CHAIN_TIMEOUT_MS },
      });
      if (!data.success) throw unavailable(action, 'it reported no success');
    },

    async createLeaseToken({ provider, ttlSeconds }) {
      const permissions = [{ provider, access: 'scoped', scope: ['status', 'logs', 'events'] }];
      const { data } = await call({
        action: 'open the logs',
        path: '/v1/create-jwt-token',
        schema: jwtAnswer,
        request: {
          method: 'POST',
          body: JSON.stringify({ data: { ttl: ttlSeconds, leases: { access: 'granular', permissions } } }),
        },
      });
      return data.token;
    },

    listProviders: (addresses) =>
      call({
        action: 'list the providers',
        path: `/v1/providers?addresses=${addresses.map(encodeURIComponent).join(',')}`,
        schema: providersAnswer,
      }),
  };
}

interface Call<TSchema extends z.ZodType> {
  action: ConsoleAction;
  path: string;
  schema: TSchema;
  request?: ConsoleRequest;
  toError?: (status: number, body: string) => CodexError;
}
