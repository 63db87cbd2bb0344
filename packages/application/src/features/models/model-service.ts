/** Which models there are, which one is the default, and the client that runs call them through. */
import type { ModelClient } from '@codexos/agent-engine';
import type { ModelDescriptor } from '@codexos/protocol/catalogue';
import type { ProviderStatus } from '@codexos/protocol/contracts/settings.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { BUILTIN_MODEL, BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';
import { CodexError } from '@codexos/utils/errors';
import type { SettingsStore } from '../settings/settings-store.ts';

export interface ModelServiceOptions {
  settings: SettingsStore;
  readSecret: (name: string) => string | undefined;
  clock: () => number;
}

export type ModelService = ReturnType<typeof createModelService>;

const builtin: ModelDescriptor = {
  ref: BUILTIN_MODEL,
  provider: 'builtin',
  model: 'extractive',
  label: BUILTIN_MODEL_LABEL,
  isLanguageModel: false,
  isLocal: true,
  supportsTools: true,
};

export function createModelService({ settings }: ModelServiceOptions) {
  const list = async (): Promise<ModelDescriptor[]> => [builtin];
  const defaultModel = async (workspaceId: WorkspaceId): Promise<string> =>
    (await settings.get(workspaceId, 'default-model')) ?? BUILTIN_MODEL;
  return {
    list,
    defaultModel,
    async compileRefs(): Promise<string[]> {
      return (await list()).map((model) => model.ref);
    },
    async providers(_options: { isRefresh: boolean }): Promise<ProviderStatus[]> {
      return [
        {
          name: 'builtin',
          label: BUILTIN_MODEL_LABEL,
          kind: 'builtin',
          state: 'ready',
          models: await list(),
        },
      ];
    },
    async setDefault(workspaceId: WorkspaceId, ref: string): Promise<void> {
      await settings.set(workspaceId, 'default-model', ref);
    },
    isLanguageModel: (ref: string): boolean => ref !== BUILTIN_MODEL,
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
    client(): ModelClient {
      return {
        stream() {
          throw new CodexError({ code: 'MODEL_NOT_FOUND', message: 'No model is there.' });
        },
      };
    },
  };
}
