import type { AgentConfig } from '@codexos/protocol/agent';
import type { DeploymentTarget } from '@codexos/protocol/deployment';
import type { Flow } from '@codexos/protocol/flow';
import type { AgentId, FlowId, WorkspaceId } from '@codexos/protocol/ids';
import type { JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { flowOfAgent } from '../agents/flow-of-agent.ts';
import { collectCalledFlows } from '../flows/called-flows.ts';
import { bundleTools } from '../marketplace/bundle-tools.ts';
import { needsSource } from '../runs/needs-source.ts';
import type { Bundle } from './bundle.ts';
import { collectSecrets, type BundleSecrets } from './bundle-secrets.ts';

type BundleServices = Pick<
  Services,
  'flows' | 'agents' | 'knowledge' | 'vault' | 'models' | 'workspaceTools' | 'listings'
>;
type BundleRequest =
  | { type: 'flow'; workspaceId: WorkspaceId; flowId: string }
  | { type: 'agent'; workspaceId: WorkspaceId; agentId: string };

export interface BuiltBundle {
  bundle: Bundle;
  target: DeploymentTarget;
  name: string;
  /** Lines of the SDL that hand its secrets over. */
  secretLines: BundleSecrets['lines'];
}

/** The published flow or agent with everything that it calls. Throws NOT_PUBLISHED or FLOW_INVALID. */
export async function buildBundle(services: BundleServices, request: BundleRequest): Promise<BuiltBundle> {
  const { name, id, version, flow, target } =
    request.type === 'flow'
      ? await publishedFlow(services, request)
      : await publishedAgent(services, request);
  const flows = await collectFlows(services, request.workspaceId, flow);
  const all = [flow, ...flows.map((called) => called.flow)];
  const agents = await collectAgents(services, request.workspaceId, all);
  await assertSelfContained(services, request.workspaceId, [
    ...all,
    ...agents.map(({ config }) => asFlow(config)),
  ]);
  const listed = await bundleTools(services, request.workspaceId, { flows: all, agents });
  const tools = listed.map(({ document }) => document);
  const parts = { flow, flows, agents, tools };
  const { secrets, lines } = await collectSecrets(services, request.workspaceId, parts);
  const bundle: Bundle = { format: 1, flow: { id, version, flow }, flows, secrets, agents, tools };
  return { name, target, bundle, secretLines: lines };
}

interface Published {
  name: string;
  id: FlowId;
  version: number;
  flow: Flow;
  target: DeploymentTarget;
}

async function publishedFlow(
  { flows }: BundleServices,
  { workspaceId, flowId }: Extract<BundleRequest, { type: 'flow' }>,
): Promise<Published> {
  const key = { workspaceId, flowId };
  const { publishedVersion, name } = await flows.get(key);
  if (publishedVersion === undefined) {
    throw new CodexError({
      code: 'NOT_PUBLISHED',
      message: `The flow ${name} is not published.`,
      hint: 'Publish it in the studio: only published versions are deployed.',
    });
  }
  const { flow, number } = await flows.getVersion(key, publishedVersion);
  const id = flowId as FlowId;
  return { name, id, version: number, flow, target: { type: 'flow', flowId: id, version: number } };
}

async function publishedAgent(
  { agents }: BundleServices,
  { workspaceId, agentId }: Extract<BundleRequest, { type: 'agent' }>,
): Promise<Published> {
  const { name, number, config } = await agents.configOf({ workspaceId, agentId }, 'latest');
  return {
    name,
    // An agent is served as the flow of one agent; its address is its own id.
    id: agentId as string as FlowId,
    version: number,
    flow: flowOfAgent(name, config),
    target: { type: 'agent', agentId: agentId as AgentId, version: number },
  };
}

/** The versions that the flow and those below it call. */
async function collectFlows(
  { flows }: BundleServices,
  workspaceId: WorkspaceId,
  flow: Flow,
): Promise<Bundle['flows']> {
  const called = await collectCalledFlows(flows, workspaceId, flow);
  return Promise.all(
    called.map(async ({ flowId, number, flow: content }) => {
      const { publishedVersion } = await flows.get({ workspaceId, flowId });
      const id = flowId as FlowId;
      return { id, version: number, isPublished: publishedVersion === number, flow: content };
    }),
  );
}

/** Every saved agent that the flows or one of its agents names, each once. */
async function collectAgents(
  { agents }: BundleServices,
  workspaceId: WorkspaceId,
  flows: readonly Flow[],
): Promise<Bundle['agents']> {
  const known = new Map((await agents.list(workspaceId)).map((agent) => [agent.id as string, agent]));
  const found = new Map<string, Bundle['agents'][number]>();
  const visit = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      const agent = known.get(text);
      if (!agent || found.has(text)) continue;
      const { config } = await agents.configOf({ workspaceId, agentId: text }, 'latest');
      const { id, name, description } = agent;
      found.set(text, { id, name, description, config });
      await visit(config.subAgents);
    }
  };
  for (const { nodes } of flows) await visit(nodes.flatMap(({ config }) => textsIn(config)));
  return [...found.values()];
}

function textsIn(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => (inner === undefined ? [] : textsIn(inner)));
}

function asFlow(config: AgentConfig): Flow {
  return flowOfAgent('agent', config);
}

/** Knowledge stays where it is: what searches it here would find nothing there. */
async function assertSelfContained(
  { knowledge }: BundleServices,
  workspaceId: WorkspaceId,
  flows: readonly Flow[],
): Promise<void> {
  const texts = new Set(flows.flatMap((flow) => flow.nodes.flatMap(({ config }) => textsIn(config))));
  const bases = (await knowledge.listBases(workspaceId)).filter(({ id }) => texts.has(id));
  const named = bases.map(({ name }) => `the knowledge base ${name}`);
  if (flows.some(needsSource)) named.push('the source that a run is given');
  if (named.length === 0) return;
  throw new CodexError({
    code: 'FLOW_INVALID',
    message: `It searches ${named.join(' and ')}, which does not travel with a deployment.`,
    hint: 'Deploy CodexOS itself and add the sources there, or publish a version that needs no knowledge.',
  });
}
