import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract } from '@codexos/protocol/contract';
import {
  advanceChainClock,
  getGovernance,
  submitGovernanceAction,
} from '@codexos/protocol/contracts/governance.contract';
import type { GovernanceAction } from '@codexos/protocol/governance-action';
import { createLogger } from '@codexos/utils/logging';
import type { z } from 'zod';
import { createApplication, type Application } from '../../../application.ts';
import type { ApplicationOptions } from '../../../application-options.ts';
import type { DatabaseKind } from '../../../db/database.ts';
import type { Principal } from '../../../guard/principal.ts';
import { createPostgresDatabase } from '../../../testing/open-test-database.ts';
import { invoke, type RawRequest } from '../../../use-case.ts';

export const UNIT = 10n ** 18n;

type Options = Partial<
  Pick<ApplicationOptions, 'allowedAddresses' | 'readSecret' | 'chain' | 'onAgentVoteStep'>
> & { kind?: DatabaseKind };

export type TestGovernance = Awaited<ReturnType<typeof createTestGovernance>>;

/** A whole application with a chain that agents watch, which can be closed and opened again. */
export async function createTestGovernance({ kind = 'sqlite', ...options }: Options = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'codexos-governance-'));
  const postgres = kind === 'postgres' ? await createPostgresDatabase() : undefined;
  const open = async (): Promise<{ application: Application; principal: Principal }> => {
    const application = await createApplication({
      dataFolder,
      databaseUrl: postgres?.url,
      fixedRoots: [],
      allowedAddresses: [],
      readSecret: () => undefined,
      logger: createLogger({ level: 'silent' }),
      version: '0.0.0',
      governanceWatchMs: 25,
      ...options,
    });
    const principal = await application.services.sessions.localPrincipal();
    await application.start();
    return { application, principal };
  };
  let current = await open();

  const call = async <TContract extends Contract>(
    contract: TContract,
    request: RawRequest = {},
  ): Promise<z.output<TContract['response']>> => {
    const { application, principal } = current;
    const useCase = application.useCases.find((candidate) => candidate.contract.name === contract.name);
    if (!useCase) throw new Error(`There is no use case ${contract.name}.`);
    const answer = await invoke(useCase, { services: application.services, principal, request });
    return contract.response.parse(answer) as z.output<TContract['response']>;
  };
  const addressOf = async (name: string): Promise<string> => {
    const { stakeholders } = await call(getGovernance);
    const found = stakeholders.find(({ localName }) => localName === name);
    if (!found) throw new Error(`There is no account ${name}.`);
    return found.address;
  };
  const act = async (name: string, action: GovernanceAction) =>
    call(submitGovernanceAction, { body: { account: await addressOf(name), action } });
  const advance = (seconds: number) => call(advanceChainClock, { body: { seconds } });

  return {
    call,
    addressOf,
    act,
    advance,
    view: () => call(getGovernance),
    dataFolder,
    get application(): Application {
      return current.application;
    },
    get principal(): Principal {
      return current.principal;
    },
    networkId: async (): Promise<string> => {
      const { network, contracts } = await call(getGovernance);
      return `${network.chainId}:${contracts['governor'] ?? ''}`;
    },

    /** Stakes whole tokens; they vote on what is proposed from now on. */
    async stake(name: string, tokens: number): Promise<void> {
      await act(name, { type: 'stake', amount: (BigInt(tokens) * UNIT).toString() });
      await advance(60);
    },

    async propose(name: string, action: Extract<GovernanceAction, { type: 'propose' }>): Promise<string> {
      const { proposalId } = await act(name, action);
      if (proposalId === undefined) throw new Error('No proposal was made.');
      return proposalId;
    },

    /** Asks again and again until the answer is right, at most twenty seconds. */
    async until<TValue>(ask: () => Promise<TValue>, isRight: (value: TValue) => boolean): Promise<TValue> {
      const end = Date.now() + 20_000;
      for (;;) {
        const value = await ask();
        if (isRight(value)) return value;
        if (Date.now() > end) throw new Error(`It never came to be; last: ${JSON.stringify(value)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },

    /** Lets agents look at the chain once, and waits until they have. */
    async look(): Promise<void> {
      await current.application.services.governanceWatch.look();
    },

    async restart(): Promise<void> {
      await current.application.close();
      current = await open();
    },

    async [Symbol.asyncDispose](): Promise<void> {
      await current.application.close();
      await postgres?.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
