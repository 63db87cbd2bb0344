/** Which models there are, which one is the default, and the client that runs call them through. */
import { createModelRouter, type ModelClient, type ModelPrice } from '@codexos/agent-engine';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { ProviderStatus } from '@codexos/protocol/contracts/settings.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { RunId, WorkspaceId } from '@codexos/protocol/ids';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import { portOf } from '@codexos/utils/port-of';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Vault } from '../vault/vault.ts';
import { configureProviders, type ConfiguredProvider } from './providers.ts';

export interface ModelServiceOptions {
  settings: SettingsStore;
  vault: Vault;
  readEnvironment: (name: string) => string | undefined;
  /** By reference; models without a price count as free. */
  prices: Readonly<Record<string, ModelPrice>>;
  clock: () => number;
}

/** For whom models are asked: the vault of the workspace gives the keys, and notes the run that used one. */
export interface ModelScope {
  workspaceId: WorkspaceId;
  runId?: RunId | undefined;
  agentId?: string | undefined;
}

export type ModelService = ReturnType<typeof createModelService>;

/** How long what a provider said about its models is believed. */
const FRESH_MS = 60_000;
/** How long a provider may take to say which models it has. */
const ASK_MS = 1_500;

export function createModelService({ settings, vault, readEnvironment, prices, clock }: ModelServiceOptions) {
  const known = new Map<WorkspaceId, { at: number; statuses: Promise<ProviderStatus[]> }>();

  /** The vault comes first, then the environment of the server. */
  const configure = (scope: ModelScope): ConfiguredProvider[] =>
    configureProviders({
      readEnvironment,
      secretsOf: ({ id, baseUrl }) => ({
        read: async (name) => {
          const url = new URL(baseUrl);
          const value = await vault.read({
            ...scope,
            name,
            kind: 'provider',
            consumer: id,
            host: url.hostname,
            port: portOf(url),
          });
          return value ?? readEnvironment(name);
        },
      }),
    });
  const hasKey = async (workspaceId: WorkspaceId, name: string): Promise<boolean> =>
    (await vault.has(workspaceId, name)) || readEnvironment(name) !== undefined;

  const providers = (
    workspaceId: WorkspaceId,
    { isRefresh }: { isRefresh: boolean },
  ): Promise<ProviderStatus[]> => {
    const last = known.get(workspaceId);
    if (last && !isRefresh && clock() - last.at <= FRESH_MS) return last.statuses;
    const statuses = Promise.all(
      configure({ workspaceId }).map((entry) => askProvider(entry, (name) => hasKey(workspaceId, name))),
    );
    known.set(workspaceId, { at: clock(), statuses });
    return statuses;
  };
  const list = async (workspaceId: WorkspaceId): Promise<ModelDescriptor[]> =>
    (await providers(workspaceId, { isRefresh: false })).flatMap(({ models }) => models);
  const defaultModel = async (workspaceId: WorkspaceId): Promise<string> =>
    (await settings.get(workspaceId, 'default-model')) ?? BUILTIN_MODEL;

  return {
    list,
    providers,
    defaultModel,
    client: (scope: ModelScope): ModelClient =>
      createModelRouter({ providers: configure(scope).map(({ provider }) => provider), prices }),
    isLanguageModel: (ref: string): boolean => ref !== BUILTIN_MODEL,

    /** Asks the providers again the next time: a key may have come or gone. */
    forget: (workspaceId: WorkspaceId): void => void known.delete(workspaceId),

    /** References that a flow may name. A provider whose key is set is trusted for models that it does not list. */
    async compileRefs(workspaceId: WorkspaceId): Promise<string[]> {
      const statuses = await providers(workspaceId, { isRefresh: false });
      return [
        ...statuses.flatMap(({ models }) => models.map((model) => model.ref)),
        ...statuses.filter(({ hasKey }) => hasKey).map(({ name }) => `${name}/*`),
      ];
    },

    /** Throws MODEL_NOT_FOUND for a model that nobody offers. */
    async setDefault(workspaceId: WorkspaceId, ref: string): Promise<void> {
      const models = await list(workspaceId);
      if (!models.some((model) => model.ref === ref)) {
        throw new CodexError({
          code: 'MODEL_NOT_FOUND',
          message: `No provider offers the model ${ref} right now.`,
          hint: 'See the providers in the settings for what is missing.',
        });
      }
      await settings.set(workspaceId, 'default-model', ref);
    },

    /** A flow of ours on the workspace's own model instead of the built-in one. */
    async withDefaultModel(workspaceId: WorkspaceId, flow: Flow): Promise<Flow> {
      const model = await defaultModel(workspaceId);
      if (model === BUILTIN_MODEL) return flow;
      return {
        ...flow,
        nodes: flow.nodes.map((node) =>
          node.config.model === BUILTIN_MODEL ? { ...node, config: { ...node.config, model } } : node,
        ),
      };
    },
  };
}

async function askProvider(
  { provider, kind, label, baseUrl, neededSecret, hint }: ConfiguredProvider,
  hasKey: (name: string) => Promise<boolean>,
): Promise<ProviderStatus> {
  const isKeySet = neededSecret !== undefined && (await hasKey(neededSecret));
  const facts = {
    name: provider.id,
    label,
    kind,
    hasKey: isKeySet,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(neededSecret === undefined ? {} : { secretName: neededSecret }),
  };
  if (neededSecret !== undefined && !isKeySet) {
    return {
      ...facts,
      state: 'key-missing',
      hint: `Add ${neededSecret} to the vault, or set it in the environment of the server.`,
      models: [],
    };
  }
  try {
    return { ...facts, state: 'ready', models: await provider.list(AbortSignal.timeout(ASK_MS)) };
  } catch (error) {
    const advice = CodexError.is(error) && error.hint !== undefined ? error.hint : hint;
    return { ...facts, state: 'unreachable', hint: `${errorMessage(error)} ${advice}`.trim(), models: [] };
  }
}
