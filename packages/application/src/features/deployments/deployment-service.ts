/** What people do with deployments: draft, deploy, choose, retry, close. The driver does the rest. */
import type {
  Deployment,
  DeploymentChange,
  DeploymentEvent,
  DeploymentToken,
} from '@codexos/protocol/deployment';
import { mayChooseBid, mayRemoveDeployment } from '@codexos/protocol/deployment-view';
import type { DeploymentId, UserId, WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Logger } from '@codexos/utils/logging';
import type { MasterKey } from '@codexos/utils/master-key';
import type { Database } from '../../db/database.ts';
import type { Topic } from '../../topics.ts';
import type { Vault } from '../vault/vault.ts';
import { keyMissing, type AkashAccount } from './akash-account.ts';
import { callTokenKey, signCallToken } from './call-token.ts';
import { createDeploymentDriver } from './deployment-driver.ts';
import { wrongState } from './deployment-errors.ts';
import { createDeploymentStore, type DeploymentKey, type DeploymentRecord } from './deployment-store.ts';
import { DEFAULT_TIMINGS, type DeploymentTimings } from './deployment-timings.ts';
import { assertSdl } from './describe-sdl.ts';
import { assertSdlSecrets } from './sdl-secrets-of.ts';
import { createServiceLogs } from './service-logs.ts';

export interface DeploymentServiceOptions {
  database: Database;
  account: AkashAccount;
  vault: Vault;
  masterKey: MasterKey;
  clock: () => number;
  logger: Logger;
  topic: Topic<DeploymentEvent>;
  /** Whether this process drives deployments from the start. */
  isDriving: boolean;
  timings?: Partial<DeploymentTimings> | undefined;
  /** Name of the image that new drafts begin with. */
  image?: string | undefined;
}

export type DeploymentService = ReturnType<typeof createDeploymentService>;
type Draft = Omit<Extract<DeploymentChange, { type: 'draft-create' }>, 'type' | 'isSimulated' | 'server'>;
type DraftEdit = Omit<Extract<DeploymentChange, { type: 'draft-edit' }>, 'type'>;

/** How often a command is given again when the driver was faster. */
const MAX_COMMANDS = 5;

export function createDeploymentService(options: DeploymentServiceOptions) {
  const { account, clock, topic, vault, masterKey } = options;
  const store = createDeploymentStore(options.database, clock);
  const driver = createDeploymentDriver({
    store,
    account,
    timings: { ...DEFAULT_TIMINGS, ...options.timings },
    clock,
    logger: options.logger,
    isDriving: options.isDriving,
    onEvent: ({ id }, event) => topic.publish(id, event),
  });
  const logs = createServiceLogs(account);

  /** Adds what a person decided on what stands now, and lets the driver go on. */
  const command = async (
    key: DeploymentKey,
    by: UserId,
    decide: (deployment: DeploymentRecord) => DeploymentChange | Promise<DeploymentChange>,
  ): Promise<Deployment> => {
    for (let attempt = 1; ; attempt += 1) {
      const deployment = await store.get(key);
      const change = await decide(deployment);
      try {
        const changed = await driver.append(deployment, change, by);
        driver.wake(key);
        return toWire(changed);
      } catch (error) {
        if (!CodexError.is(error) || error.code !== 'CONFLICT' || attempt === MAX_COMMANDS) throw error;
      }
    }
  };

  return {
    account,
    logs,
    image: options.image,
    list: (workspaceId: WorkspaceId): Promise<Deployment[]> => store.list(workspaceId),
    get: store.get,

    async describe(key: DeploymentKey): Promise<{ deployment: Deployment; events: DeploymentEvent[] }> {
      const deployment = await store.get(key);
      return { deployment: toWire(deployment), events: await store.events(deployment.id) };
    },

    async create(key: { workspaceId: WorkspaceId; id: DeploymentId }, draft: Draft, by: UserId) {
      const { server, isSimulated } = account;
      return toWire(await store.create(key, { type: 'draft-create', ...draft, server, isSimulated }, by));
    },

    edit: (key: DeploymentKey, change: DraftEdit, by: UserId) =>
      command(key, by, (deployment) => {
        if (deployment.state !== 'draft') throw wrongState(deployment, 'changed');
        return { type: 'draft-edit', ...change };
      }),

    deploy: (key: DeploymentKey, by: UserId) =>
      command(key, by, async (deployment) => {
        if (deployment.state !== 'draft') throw wrongState(deployment, 'deployed again');
        if ((await account.keyState(key.workspaceId)) === 'missing') throw keyMissing();
        await assertSdl(deployment.sdl, deployment.id);
        await assertSdlSecrets(vault, key.workspaceId, deployment.sdl);
        return { type: 'deploy-request' };
      }),

    chooseBid: (key: DeploymentKey, provider: string, by: UserId) =>
      command(key, by, (deployment) => {
        if (!mayChooseBid(deployment)) throw wrongState(deployment, 'given a bid');
        const bid = deployment.bids.find((candidate) => candidate.provider === provider);
        if (!bid) throw bidUnknown(provider);
        return { type: 'bid-choose', bid, chosenBy: 'person' };
      }),

    retry: (key: DeploymentKey, by: UserId) =>
      command(key, by, (deployment) => {
        if (deployment.state !== 'failed') throw wrongState(deployment, 'tried again');
        return { type: 'retry-request' };
      }),

    close: (key: DeploymentKey, by: UserId) =>
      command(key, by, (deployment) => {
        const { state } = deployment;
        if (state === 'draft' || state === 'closed' || state === 'closing')
          throw wrongState(deployment, 'closed');
        return { type: 'close-request' };
      }),

    /** What an SDL carries so that the deployed instance knows the tokens of this deployment. */
    tokenKeyOf: (deploymentId: DeploymentId): string => callTokenKey(masterKey, deploymentId),

    /** A token that calls what is deployed; its value is in this answer and nowhere else. */
    async createToken(
      key: DeploymentKey,
      words: { name: string; expiresAt?: number },
      by: UserId,
    ): Promise<DeploymentToken & { value: string }> {
      const claims = { id: createId<string>(), ...words };
      const { tokens } = await command(key, by, (deployment) => {
        if (deployment.target.type === 'app') throw hasOwnTokens();
        if (deployment.state === 'closed' || deployment.state === 'closing')
          throw wrongState(deployment, 'given a token');
        return { type: 'token-create', ...claims };
      });
      const token = tokens.find(({ id }) => id === claims.id);
      if (!token) throw new Error('A token that was just made is not there.');
      return { ...token, value: signCallToken(masterKey, key.deploymentId, claims) };
    },

    async delete(key: DeploymentKey): Promise<void> {
      const deployment = await store.get(key);
      if (!mayRemoveDeployment(deployment)) throw wrongState(deployment, 'removed; close it first');
      await store.delete(deployment);
    },

    resumeAll: () => driver.resumeAll(),
    /** Leaves deployments to another process. */
    pause: () => driver.close(),

    async shutDown(): Promise<void> {
      await logs.close();
      await driver.close();
    },
  };
}

function toWire({ workspaceId: _workspaceId, ...deployment }: DeploymentRecord): Deployment {
  return deployment;
}

function hasOwnTokens(): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: 'A deployed CodexOS makes its own API tokens.',
    hint: 'Open it with the address that it prints in its log, and make one in its settings.',
  });
}

function bidUnknown(provider: string): CodexError {
  return new CodexError({
    code: 'AKASH_BID_GONE',
    message: `There is no open bid of ${provider}.`,
    hint: 'Choose one of the bids that are listed.',
  });
}
