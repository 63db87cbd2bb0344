/** Flows that a flow calls: which they are, what they take and give, and whether they come back to it. */
import { describeRunInterface, NODE_KINDS, type KnownFlow } from '@codexos/agent-engine';
import { calledFlowSchema, type CalledFlow } from '@codexos/protocol/called-flow';
import type { Flow } from '@codexos/protocol/flow';
import type { WorkspaceId } from '@codexos/protocol/ids';
import { CodexError } from '@codexos/utils/errors';
import type { FlowStore } from './flow-store.ts';

export type CalledFlows = ReturnType<typeof createCalledFlows>;

export interface FlowVersion {
  flowId: string;
  name: string;
  number: number;
  flow: Flow;
}

type Reference = Pick<CalledFlow, 'id' | 'version'>;

export function createCalledFlows(flows: Pick<FlowStore, 'get' | 'getVersion'>) {
  /** Throws FLOW_NOT_FOUND, NOT_PUBLISHED or FLOW_VERSION_NOT_FOUND. */
  const load = async (workspaceId: WorkspaceId, { id: flowId, version }: Reference): Promise<FlowVersion> => {
    const key = { workspaceId, flowId };
    const { name, publishedVersion } = await flows.get(key);
    const number = version === 'latest' ? publishedVersion : version;
    if (number === undefined) {
      throw new CodexError({
        code: 'NOT_PUBLISHED',
        message: `The flow “${name}” is not published.`,
        hint: 'Publish it, then run this flow again.',
      });
    }
    const { flow } = await flows.getVersion(key, number);
    return { flowId, name, number, flow };
  };

  return {
    load,

    /** What a flow calls, for checking it. `flowId` is the flow itself, where it is saved. */
    async knownFlows(workspaceId: WorkspaceId, flow: Flow, flowId?: string): Promise<KnownFlow[]> {
      const references = referencesOf(flow);
      if (references.length === 0) return [];
      const loaded = new Map<string, Promise<FlowVersion | CodexError>>();
      const find = (reference: Reference): Promise<FlowVersion | CodexError> => {
        const key = keyOf(reference);
        const found = loaded.get(key) ?? load(workspaceId, reference).catch(toKnownError);
        loaded.set(key, found);
        return found;
      };
      /** Flows below which there is no circle. */
      const cleared = new Set<string>();
      /** Names from a flow down to one that is above it already; undefined when there is none. */
      const findCircle = async (
        reference: Reference,
        above: readonly string[],
      ): Promise<string[] | undefined> => {
        const version = await find(reference);
        if (version instanceof CodexError) return undefined;
        if (above.includes(reference.id)) return [version.name];
        if (cleared.has(keyOf(reference))) return undefined;
        for (const next of referencesOf(version.flow)) {
          const rest = await findCircle(next, [...above, reference.id]);
          if (rest) return [version.name, ...rest];
        }
        cleared.add(keyOf(reference));
        return undefined;
      };
      const known: KnownFlow[] = [];
      for (const reference of references) {
        const version = await find(reference);
        if (version instanceof CodexError && version.code === 'FLOW_NOT_FOUND') continue;
        const base = { flowId: reference.id, version: reference.version };
        if (version instanceof CodexError) {
          const { name } = await flows.get({ workspaceId, flowId: reference.id });
          // A flow that is not published may still be the one that is being checked.
          known.push({ ...base, name, ...(reference.id === flowId ? { circle: [name, name] } : {}) });
          continue;
        }
        const circle = await findCircle(reference, flowId === undefined ? [] : [flowId]);
        known.push({
          ...base,
          name: version.name,
          called: {
            ...describeRunInterface(version.flow, NODE_KINDS),
            settings: version.flow.settings,
          },
          ...(circle ? { circle: flowId === undefined ? circle : [flow.name, ...circle] } : {}),
        });
      }
      return known;
    },
  };
}

export interface CollectedFlow extends FlowVersion {
  /** The references that lead to it: the published version has two names. */
  references: string[];
}

const MAX_COLLECTED = 50;

/** Every flow that a flow calls, and that those call, each version once. Throws like `load`. */
export async function collectCalledFlows(
  flows: Pick<FlowStore, 'get' | 'getVersion'>,
  workspaceId: WorkspaceId,
  flow: Flow,
): Promise<CollectedFlow[]> {
  const { load } = createCalledFlows(flows);
  const found = new Map<string, CollectedFlow>();
  const seen = new Set<string>();
  const waiting = referencesOf(flow);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const reference = keyOf(next);
    if (seen.has(reference)) continue;
    seen.add(reference);
    const version = await load(workspaceId, next);
    const key = keyOf({ id: version.flowId, version: version.number });
    const known = found.get(key);
    if (known) known.references.push(reference);
    else found.set(key, { ...version, references: [reference] });
    if (found.size > MAX_COLLECTED) throw tooManyCalled(flow.name);
    waiting.push(...referencesOf(version.flow));
  }
  return [...found.values()];
}

/** What tells one called version from others. */
export const keyOf = ({ id, version }: Reference): string => `${id} ${version}`;

/** The flows that the nodes of a flow name, each once. */
function referencesOf({ nodes }: Flow): Reference[] {
  const references = new Map<string, Reference>();
  for (const { config } of nodes) {
    const { data } = calledFlowSchema.safeParse(config.flow);
    if (data) references.set(keyOf(data), data);
  }
  return [...references.values()];
}

function tooManyCalled(name: string): CodexError {
  return new CodexError({
    code: 'FLOW_INVALID',
    message: `More than ${MAX_COLLECTED} flows are called by “${name}”.`,
    hint: 'List or deploy smaller parts on their own.',
  });
}

const EXPECTED = new Set(['FLOW_NOT_FOUND', 'FLOW_VERSION_NOT_FOUND', 'NOT_PUBLISHED']);

function toKnownError(error: unknown): CodexError {
  if (CodexError.is(error) && EXPECTED.has(error.code)) return error;
  throw error;
}
