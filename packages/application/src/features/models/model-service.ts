/** Which models there are, which one is the default, and the client that runs call them through. */
import { createModelRouter, type ModelClient } from '@codexos/agent-engine';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { ProviderStatus } from '@codexos/protocol/contracts/settings.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { BUILTIN_MODEL } from '@codexos/protocol/model';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import type { SettingsStore } from '../settings/settings-store.ts';
import { configureProviders, type ConfiguredProvider } from './providers.ts';

export interface ModelServiceOptions {
  settings: SettingsStore;
  readSecret: (name: string) => string | undefined;
  clock: () => number;
}

export type ModelService = ReturnType<typeof createModelService>;

/** How long what a provider said about its models is believed. */
const FRESH_MS = 60_000;
/** How long a provider may take to say which models it has. */
const ASK_MS = 1_500;

export function createModelService({ settings, readSecret, clock }: ModelServiceOptions) {
  const configured = configureProviders(readSecret);
  const router = createModelRouter({ providers: configured.map(({ provider }) => provider) });
  let known: { at: number; statuses: Promise<ProviderStatus[]> } | undefined;

  const providers = ({ isRefresh }: { isRefresh: boolean }): Promise<ProviderStatus[]> => {
    if (!known || isRefresh || clock() - known.at > FRESH_MS) {
      known = {
        at: clock(),
        statuses: Promise.all(configured.map((entry) => askProvider(entry, readSecret))),
      };
    }
    return known.statuses;
  };
  const list = async (): Promise<ModelDescriptor[]> =>
    (await providers({ isRefresh: false })).flatMap(({ models }) => models);
  const defaultModel = async (workspaceId: WorkspaceId): Promise<string> =>
    (await settings.get(workspaceId, 'default-model')) ?? BUILTIN_MODEL;

  return {
    list,
    providers,
    defaultModel,
    client: (): ModelClient => router,
    isLanguageModel: (ref: string): boolean => ref !== BUILTIN_MODEL,

    /** References that a flow may name. A provider whose key is set is trusted for models that it does not list. */
    async compileRefs(): Promise<string[]> {
      const statuses = await providers({ isRefresh: false });
      return [
        ...statuses.flatMap(({ models }) => models.map((model) => model.ref)),
        ...configured
          .filter(({ neededSecret }) => neededSecret !== undefined && readSecret(neededSecret) !== undefined)
          .map(({ provider }) => `${provider.id}/*`),
      ];
    },

    /** Throws MODEL_NOT_FOUND for a model that nobody offers. */
    async setDefault(workspaceId: WorkspaceId, ref: string): Promise<void> {
      const models = await list();
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
  readSecret: ModelServiceOptions['readSecret'],
): Promise<ProviderStatus> {
  const facts = { name: provider.id, label, kind, ...(baseUrl === undefined ? {} : { baseUrl }) };
  if (neededSecret !== undefined && readSecret(neededSecret) === undefined) {
    return {
      ...facts,
      state: 'key-missing',
      hint: `Set ${neededSecret} in the environment or in .env, then start again.`,
      models: [],
    };
  }
  try {
    return { ...facts, state: 'ready', models: await provider.list(AbortSignal.timeout(ASK_MS)) };
  } catch (error) {
    return { ...facts, state: 'unreachable', hint: `${errorMessage(error)} ${hint}`.trim(), models: [] };
  }
}
