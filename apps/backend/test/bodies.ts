import type { Contract } from '@codexos/protocol/contract';

export const ANY_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const STEP = { id: 'a', goal: 'x', uses: { type: 'answer' } };
const ACCOUNT = { name: 'x', email: 'a@example.org', password: 'long enough to be one' };

const DOCUMENT = {
  name: 'look-up',
  label: 'x',
  request: { method: 'GET', url: 'http://127.0.0.1:1/' },
  effect: 'read',
};

const VOTE_POLICY = {
  isOn: true,
  categories: ['general'],
  maxWeight: '1',
  isOwnStakeOnly: true,
  choices: { 'no-objection': 'for', concerns: 'none', objection: 'none' },
  never: [],
  delayMs: 0,
  maxVotesPerDay: 1,
};

/** Bodies that pass validation, by operation; the others take none or one of defaults alone. */
const BODIES: Readonly<Record<string, unknown>> = {
  createSession: { startToken: 'wrong' },
  signIn: { email: 'a@example.org', password: 'x' },
  exchangeToken: { token: 'x' },
  signInWithSupabase: { email: 'a@example.org', password: 'x' },
  signUp: { token: { type: 'invitation', value: 'x' }, ...ACCOUNT },
  switchWorkspace: { workspaceId: ANY_ID },
  changePassword: { currentPassword: 'x', newPassword: 'long enough to be one' },
  updateMember: { role: 'viewer' },
  createInvitation: { role: 'viewer' },
  lookUpInvitation: { token: 'x' },
  acceptInvitation: { token: 'x' },
  createWorkspace: { name: 'x' },
  renameWorkspace: { name: 'x' },
  createShareLink: { kind: 'view', thing: { type: 'flow', id: ANY_ID } },
  openShared: { token: 'x' },
  runShared: { token: 'x' },
  answerShared: { token: 'x', answer: null },
  forkShared: { token: 'x' },
  updateFlow: { flow: { name: 'x', nodes: [], edges: [] } },
  renameFlow: { name: 'x' },
  validateFlow: { flow: { name: 'x', nodes: [], edges: [] } },
  sendSignal: { key: '', payload: null },
  answerRun: { activationId: 'a', answer: null },
  editPlan: { activationId: 'a', revision: 1, steps: [STEP] },
  createAgent: { name: 'x' },
  updateAgent: { revision: 1 },
  importAgents: { text: 'agents: {}' },
  saveAgentCases: { cases: [] },
  createTrigger: {
    target: { type: 'flow', id: ANY_ID },
    name: 'x',
    config: { type: 'schedule', cron: '0 9 * * *' },
  },
  previewSchedule: { type: 'schedule', cron: '0 9 * * *' },
  createChatCompletion: { model: 'x', messages: [{ role: 'user', content: 'x' }] },
  testAgent: { request: 'x' },
  createTool: { document: DOCUMENT },
  updateTool: { document: DOCUMENT, revision: 1 },
  previewTool: { document: DOCUMENT },
  tryTool: { document: DOCUMENT },
  readToolFile: { text: '{}' },
  importTools: { documents: [DOCUMENT] },
  createKnowledgeBase: { name: 'x' },
  addSource: { kind: 'folder', location: '/nowhere' },
  addRoot: { path: '/nowhere' },
  createConversation: { partner: { type: 'repository' } },
  updateConversation: { title: 'x' },
  sendMessage: { text: 'x' },
  createSecret: { name: 'A_SECRET', value: 'a value of a secret' },
  rotateSecret: { value: 'a value of a secret' },
  importSecrets: { text: 'A_SECRET=1' },
  publishListing: { kind: 'flow', id: ANY_ID, slug: 'x-y', version: '1.0.0', name: 'x', description: 'x' },
  previewListingFile: { text: '{}' },
  importListingFile: { text: '{}' },
  applyForkUpdate: { to: '1.0.0' },
  addRegistry: { kind: 'http', location: 'http://127.0.0.1:1/' },
  checkSdl: { sdl: 'x' },
  createDeployment: { target: { type: 'app' }, image: 'example.org/codexos:1' },
  createDeploymentToken: { name: 'Caller' },
  chooseBid: { provider: 'x' },
  updateGovernanceSettings: { reviewsNewProposals: true },
  startProposalReview: { proposalId: '1' },
  setVotingAgent: { account: { type: 'secret', secret: 'NO_SUCH_KEY' }, policy: VOTE_POLICY },
  setDefaultModel: { model: 'builtin/extractive' },
  createApiToken: { name: 'x' },
};

export function bodyOf({ name, method }: Contract): unknown {
  return method === 'GET' || method === 'DELETE' ? undefined : (BODIES[name] ?? {});
}

/** What has to stand behind the question mark. */
export function queryOf({ name }: Contract): string {
  if (name === 'listProposalReviews') return '?proposalId=1';
  if (name === 'getSourceFile') return '?path=x';
  if (name === 'searchKnowledge') return '?query=x';
  if (name === 'removeRoot' || name === 'browseFolders') return '?path=/nowhere';
  return '';
}

/** What is well formed and names nothing, for parameters that are no ids. */
const UNKNOWN: Readonly<Record<string, string>> = { number: '1', slug: 'x-y' };

export function pathOf(contract: Contract, params: Readonly<Record<string, string>> = {}): string {
  const path = contract.path.replace(
    /:(\w+)/g,
    (_match, name: string) => params[name] ?? UNKNOWN[name] ?? ANY_ID,
  );
  return path + queryOf(contract);
}
