/** What is published in a workspace, as models: each flow and each agent that has a published version. */
import type { OpenAiModel } from '@codexos/protocol/contracts/openai.contract';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import { needsSource } from '../runs/needs-source.ts';
import { parseModelId, tailOf, toModelId, type ModelKind } from './model-id.ts';

/** A model with what runs when it is asked. */
export interface PublishedModel {
  kind: ModelKind;
  /** Of the flow or the agent. */
  thingId: string;
  name: string;
  version: number;
  flow: Flow;
  /** Names that the caller's tools must not take. */
  ownTools: readonly string[];
  /** What follows an `@` in the name that was asked for. */
  source: string | undefined;
}

type Reader = Pick<Services, 'flows' | 'agents'>;

interface Thing {
  kind: ModelKind;
  id: string;
  name: string;
  description: string;
  createdAt: number;
  publishedVersion: number;
}

const PAGE = 200;

export async function listModels(services: Reader, workspaceId: WorkspaceId): Promise<OpenAiModel[]> {
  const models: OpenAiModel[] = [];
  for (const thing of await listThings(services, workspaceId)) {
    const { flow } = await contentOf(services, workspaceId, thing);
    models.push(toModel(thing, flow));
  }
  return models;
}

/** Throws MODEL_NOT_FOUND, also for what is there and not published. */
export async function describeModel(
  services: Reader,
  workspaceId: WorkspaceId,
  modelId: string,
): Promise<OpenAiModel> {
  const thing = await findThing(services, workspaceId, modelId);
  const { flow } = await contentOf(services, workspaceId, thing);
  return toModel(thing, flow);
}

/** What runs when a model is asked. Throws MODEL_NOT_FOUND. */
export async function openModel(
  services: Reader,
  workspaceId: WorkspaceId,
  modelId: string,
): Promise<PublishedModel> {
  const thing = await findThing(services, workspaceId, modelId);
  const { flow, ownTools } = await contentOf(services, workspaceId, thing);
  return {
    kind: thing.kind,
    thingId: thing.id,
    name: thing.name,
    version: thing.publishedVersion,
    flow,
    ownTools,
    source: parseModelId(modelId)?.source,
  };
}

async function listThings({ flows, agents }: Reader, workspaceId: WorkspaceId): Promise<Thing[]> {
  const things: Thing[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await flows.list({ workspaceId, limit: PAGE, cursor });
    for (const flow of page.items) {
      if (flow.publishedVersion === undefined) continue;
      const { id, name, description, createdAt, publishedVersion } = flow;
      things.push({ kind: 'flow', id, name, description, createdAt, publishedVersion });
    }
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  for (const agent of await agents.list(workspaceId)) {
    if (agent.publishedVersion === undefined) continue;
    const { id, name, description, createdAt, publishedVersion } = agent;
    things.push({ kind: 'agent', id, name, description, createdAt, publishedVersion });
  }
  return things;
}

async function findThing(services: Reader, workspaceId: WorkspaceId, modelId: string): Promise<Thing> {
  const asked = parseModelId(modelId);
  const things = asked ? await listThings(services, workspaceId) : [];
  const found = things.filter(({ kind, id }) => kind === asked?.kind && tailOf(id) === asked.tail);
  // Two ids with the same end are told apart by the whole name.
  const thing =
    found.length > 1
      ? found.find((candidate) => toModelId(candidate.kind, candidate) === modelId.split('@')[0])
      : found[0];
  if (thing) return thing;
  throw new CodexError({
    code: 'MODEL_NOT_FOUND',
    message: `The model “${modelId}” does not exist, or it is not published.`,
    hint: 'GET /v1/models lists every published flow and agent of the workspace of your token.',
    details: { param: 'model' },
  });
}

async function contentOf(
  { flows, agents }: Reader,
  workspaceId: WorkspaceId,
  { kind, id, publishedVersion }: Thing,
): Promise<{ flow: Flow; ownTools: readonly string[] }> {
  if (kind === 'flow') {
    const { flow } = await flows.getVersion({ workspaceId, flowId: id }, publishedVersion);
    return { flow, ownTools: [] };
  }
  const { config, name } = await agents.configOf({ workspaceId, agentId: id }, publishedVersion);
  return { flow: flowOfAgent(name, config), ownTools: config.tools };
}

function toModel(thing: Thing, flow: Flow): OpenAiModel {
  return {
    id: toModelId(thing.kind, thing),
    object: 'model',
    created: Math.floor(thing.createdAt / 1_000),
    owned_by: 'codexos',
    name: thing.name,
    description: thing.description,
    kind: thing.kind,
    needs_source: needsSource(flow),
    supports_tools: thing.kind === 'agent',
  };
}
