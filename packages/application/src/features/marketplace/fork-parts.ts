/** What comes along with a fork: how it stands here, what a newer version makes of it, and bringing it there. */
import { agentConfigSchema } from '@codexos/protocol/agent';
import type { ForkPart } from '@codexos/protocol/contracts/marketplace.contract';
import { flowSchema, type Flow } from '@codexos/protocol/flow';
import { jsonObjectSchema, type JsonObject } from '@codexos/protocol/json';
import type { ListingContent } from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import { stableJson } from '@codexos/utils/hash';
import type { Services } from '../../services.ts';
import { contentHashOf } from '../flows/content-hash.ts';
import { cutVersion } from '../flows/cut-version.ts';
import type { ForkRecord } from './listing-store.ts';
import { mapAgentReferences, mapFlowReferences } from './map-references.ts';
import { inwards, type LocalNames } from './unpack-content.ts';

/** A part with its id here, where it is here. */
export interface KnownPart extends ForkPart {
  key: string;
  id?: string;
}

interface Listed {
  kind: ForkPart['kind'];
  key: string;
  name: string;
  content: JsonObject;
}

/** Parts that a newer version brings or changes, in the order of the listing. */
export async function findForkParts(
  services: Services,
  fork: ForkRecord,
  newest: ListingContent,
): Promise<KnownPart[]> {
  const before = new Map(partsOf(fork.content, fork).map((part) => [`${part.kind} ${part.key}`, part]));
  const found: KnownPart[] = [];
  for (const { kind, key, name, content } of partsOf(newest, fork)) {
    const forked = before.get(`${kind} ${key}`)?.content;
    const local = await localOf(services, fork, { kind, key });
    const base = { kind, key, name, newest: content };
    if (!local || forked === undefined) {
      found.push({ ...base, state: local ? 'kept' : 'new', ...(local ? { id: local.id } : {}) });
      continue;
    }
    if (stableJson(forked) === stableJson(content)) continue;
    const state = isSame(kind, forked, local.content) ? 'updated' : 'kept';
    found.push({ ...base, id: local.id, state, forked });
  }
  return found;
}

/** Takes those that are gone here out of what is known, so that they are made again. */
export function withoutNew(names: LocalNames, parts: readonly KnownPart[]): LocalNames {
  const keysOf = (kind: ForkPart['kind']): Set<string> =>
    new Set(parts.flatMap((part) => (part.kind === kind && part.state === 'new' ? [part.key] : [])));
  const without = (known: Record<string, string>, gone: ReadonlySet<string>): Record<string, string> =>
    Object.fromEntries(Object.entries(known).filter(([key]) => !gone.has(key)));
  return {
    ...names,
    agentIds: without(names.agentIds, keysOf('agent')),
    flowIds: without(names.flowIds, keysOf('flow')),
  };
}

/** Agents and flows that nobody touched here become what the listing holds; what they were stays as a version. */
export async function updateParts(
  services: Services,
  { workspaceId }: ForkRecord,
  { content, parts, names }: { content: ListingContent; parts: readonly KnownPart[]; names: LocalNames },
): Promise<void> {
  const listed = new Map(partsOf(content, names).map((part) => [`${part.kind} ${part.key}`, part.content]));
  for (const { kind, key, id = '', state } of parts) {
    const newest = listed.get(`${kind} ${key}`);
    if (state !== 'updated' || newest === undefined) continue;
    if (kind === 'agent') {
      const agent = { workspaceId, agentId: id };
      const { revision } = await services.agents.get(agent);
      await services.agents.update(agent, { config: agentConfigSchema.parse(newest), revision });
      await services.agents.publish(agent, undefined);
    } else if (kind === 'flow') {
      const flow = { workspaceId, flowId: id };
      const { name } = await services.flowDocuments.readDraft(flow);
      await services.flowDocuments.replace(flow, { ...flowSchema.parse(newest), name });
      await services.flows.setPublished(flow, (await cutVersion(services, flow)).number);
    }
  }
}

/** What comes along, with what this workspace calls its parts. The thing that is listed is no part of itself. */
function partsOf(content: ListingContent, names: LocalNames): Listed[] {
  const map = inwards(names);
  const agents = content.kind === 'agent' ? content.agents.slice(1) : content.agents;
  const flows = content.kind === 'flow' ? content.flows : [];
  const tools = content.kind === 'tool' ? [] : content.tools;
  return [
    ...flows.map(({ key, flow }): Listed => {
      const local = toJson(mapFlowReferences(flow, map));
      return { kind: 'flow', key, name: flow.name, content: local };
    }),
    ...agents.map(({ key, name, config }): Listed => {
      const local = toJson(mapAgentReferences(config, map));
      return { kind: 'agent', key, name, content: local };
    }),
    ...tools.map(({ document }): Listed => {
      const local = toJson({ ...document, name: map.tool(document.name) });
      return { kind: 'tool', key: document.name, name: document.label, content: local };
    }),
  ];
}

async function localOf(
  { agents, flowDocuments, workspaceTools }: Services,
  { workspaceId, agentIds, flowIds, toolNames }: ForkRecord,
  { kind, key }: Pick<Listed, 'kind' | 'key'>,
): Promise<{ id: string; content: JsonObject } | undefined> {
  if (kind === 'tool') {
    const own = await workspaceTools.list(workspaceId);
    const tool = own.find(({ document }) => document.name === toolNames[key]);
    return tool && { id: tool.id, content: toJson(tool.document) };
  }
  const id = kind === 'agent' ? agentIds[key] : flowIds[key];
  if (id === undefined) return undefined;
  try {
    const content =
      kind === 'agent'
        ? (await agents.get({ workspaceId, agentId: id })).draft
        : await flowDocuments.readDraft({ workspaceId, flowId: id });
    return { id, content: toJson(content) };
  } catch (error) {
    if (CodexError.is(error) && (error.code === 'AGENT_NOT_FOUND' || error.code === 'FLOW_NOT_FOUND'))
      return undefined;
    throw error;
  }
}

/** Of a flow, what it does counts and not where its nodes stand. */
function isSame(kind: ForkPart['kind'], forked: JsonObject, local: JsonObject): boolean {
  if (kind !== 'flow') return stableJson(forked) === stableJson(local);
  const [left, right] = [forked, local].map((flow): Flow => flowSchema.parse(flow));
  return left !== undefined && right !== undefined && contentHashOf(left) === contentHashOf(right);
}

function toJson(value: object): JsonObject {
  return jsonObjectSchema.parse(JSON.parse(JSON.stringify(value)));
}
