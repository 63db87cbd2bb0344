/** The public view models. Each is built field by field; nothing is passed through because it happens to be there. */
import type { SharedView } from '@codexos/protocol/contracts/share.contract';
import type { Flow, FlowNode } from '@codexos/protocol/flow';
import type { Message } from '@codexos/protocol/contracts/conversations.contract';
import { CodexError } from '@codexos/utils/errors';
import type { Services } from '../../services.ts';
import { shareCitations } from './shared-citations.ts';
import { drawingOf, sharedEvents } from './shared-run.ts';
import { findQuestion } from './shared-question.ts';
import { invalidLink, type OpenLink } from './share-store.ts';

export async function viewOf(services: Services, link: OpenLink): Promise<SharedView> {
  switch (link.thing.type) {
    case 'flow':
      return viewFlow((await orInvalid(publishedFlowOf(services, link))).flow);
    case 'run':
      return orInvalid(viewRun(services, link));
    case 'conversation':
      return orInvalid(viewConversation(services, link));
    case 'question':
      return orInvalid(viewQuestion(services, link));
  }
}

/** What was shared is gone: for whoever comes with the link that is the same as a link that ended. */
export async function orInvalid<TValue>(work: Promise<TValue>): Promise<TValue> {
  try {
    return await work;
  } catch (error) {
    if (CodexError.is(error) && /NOT_FOUND$|^NOT_PUBLISHED$/.test(error.code)) throw invalidLink();
    throw error;
  }
}

/** The version that is published now. Throws NOT_PUBLISHED. */
export async function publishedFlowOf(
  { flows }: Services,
  { workspaceId, thing }: Pick<OpenLink, 'workspaceId' | 'thing'>,
) {
  const key = { workspaceId, flowId: thing.id };
  const { publishedVersion, name } = await flows.get(key);
  if (publishedVersion !== undefined) return flows.getVersion(key, publishedVersion);
  throw new CodexError({
    code: 'NOT_PUBLISHED',
    message: `The flow ${name} is not published.`,
    hint: 'Publish it first: a link shows and runs the published version, never the draft.',
  });
}

type SharedInput = Extract<SharedView, { type: 'flow' }>['inputs'][number];

function viewFlow(flow: Flow): SharedView {
  return {
    type: 'flow',
    name: flow.name,
    description: flow.description,
    nodes: flow.nodes.map(nameNode),
    edges: flow.edges.map(({ from, to }) => ({ from: from.node, to: to.node })),
    inputs: flow.nodes.filter(({ kind }) => kind === 'input').map(describeInput),
  };
}

async function viewRun(services: Services, { workspaceId, thing }: OpenLink): Promise<SharedView> {
  const run = await services.runStore.get({ workspaceId, runId: thing.id });
  const events = await services.journal.read(run.id, 0);
  const kinds = services.compiler.describeKinds();
  return {
    type: 'run',
    name: run.name,
    status: run.status,
    createdAt: run.createdAt,
    ...(run.durationMs === undefined ? {} : { durationMs: run.durationMs }),
    input: run.input,
    outputs: run.outputs ?? {},
    citations: await shareCitations(services, workspaceId, {
      citations: run.citations ?? [],
      source: run.source,
    }),
    drawing: drawingOf(run.flow, kinds),
    events: sharedEvents(events, { flow: run.flow, kinds }),
  };
}

async function viewConversation(services: Services, { workspaceId, thing }: OpenLink): Promise<SharedView> {
  const key = { workspaceId, conversationId: thing.id };
  const conversation = await services.conversations.get(key);
  const messages = latestBranch(await services.conversations.messages(key));
  return {
    type: 'conversation',
    title: conversation.title,
    messages: await Promise.all(
      messages.map(async ({ role, text, createdAt, citations }) => ({
        role,
        text,
        createdAt,
        citations: await shareCitations(services, workspaceId, { citations, source: conversation.source }),
      })),
    ),
  };
}

async function viewQuestion(services: Services, { workspaceId, thing }: OpenLink): Promise<SharedView> {
  const { question } = await findQuestion(services, workspaceId, thing.id);
  // Whoever has the link may answer, so nobody needs to know whom it was for.
  const { role: _role, ...shown } = question;
  return { type: 'question', question: shown };
}

/** The newest way through the tree of messages. */
function latestBranch(messages: readonly Message[]): Message[] {
  const branch: Message[] = [];
  for (
    let next = messages.findLast(({ parentId }) => parentId === undefined);
    next !== undefined;
    next = messages.findLast(({ parentId }) => parentId === branch.at(-1)?.id)
  )
    branch.push(next);
  return branch;
}

function nameNode({ id, kind, label }: FlowNode): { id: string; kind: string; name: string } {
  return { id, kind, name: label ?? kind };
}

function describeInput({ config, id }: FlowNode): SharedInput {
  const name = typeof config.name === 'string' ? config.name : id;
  const type = (['number', 'boolean', 'json'] as const).find((known) => known === config.type) ?? 'text';
  return {
    name,
    label: typeof config.label === 'string' && config.label !== '' ? config.label : name,
    type,
    isRequired: config.required !== false && config.defaultValue === undefined,
  };
}
