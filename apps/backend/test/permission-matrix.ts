/** The table of intent: who may call which route. A route without a row fails the tests. */
import type { Role } from '@codexos/protocol/contracts/session.contract';

type Caller = Role | 'api-token' | 'nobody';

const everybody: readonly Caller[] = ['admin', 'creator', 'executor', 'viewer', 'api-token', 'nobody'];
const signedIn: readonly Caller[] = ['admin', 'creator', 'executor', 'viewer', 'api-token'];
const people: readonly Caller[] = ['admin', 'creator', 'executor', 'viewer'];
const runners: readonly Caller[] = ['admin', 'creator', 'executor', 'api-token'];
const chatters: readonly Caller[] = ['admin', 'creator', 'executor'];
const makers: readonly Caller[] = ['admin', 'creator'];
const admins: readonly Caller[] = ['admin'];

export const CALLERS = everybody;

export const PERMISSION_MATRIX: Readonly<Record<string, readonly Caller[]>> = {
  createSession: everybody,
  getSession: signedIn,
  deleteSession: everybody,
  getLiveness: everybody,
  getReadiness: everybody,
  getStatus: signedIn,
  getCatalogue: people,
  listFlows: people,
  createFlow: makers,
  getFlow: people,
  updateFlow: makers,
  renameFlow: makers,
  deleteFlow: makers,
  restoreFlow: makers,
  validateFlow: people,
  listFlowVersions: people,
  getFlowVersion: people,
  createFlowVersion: makers,
  restoreFlowVersion: makers,
  publishFlow: makers,
  unpublishFlow: makers,
  listTemplates: people,
  startRun: chatters,
  listRuns: signedIn,
  getRun: signedIn,
  listRunEvents: signedIn,
  cancelRun: runners,
  rerun: chatters,
  answerRun: chatters,
  editPlan: chatters,
  runPublishedFlow: runners,
  listAgents: people,
  createAgent: makers,
  getAgent: people,
  updateAgent: makers,
  deleteAgent: makers,
  listAgentVersions: people,
  publishAgent: makers,
  restoreAgentVersion: makers,
  testAgent: chatters,
  listMemory: makers,
  deleteMemory: makers,
  listKnowledgeBases: people,
  createKnowledgeBase: makers,
  getKnowledgeBase: people,
  updateKnowledgeBase: makers,
  deleteKnowledgeBase: makers,
  addSource: makers,
  ingestSource: makers,
  cancelIngest: makers,
  deleteSource: makers,
  searchKnowledge: people,
  evaluateKnowledge: people,
  listDocuments: people,
  listSourceFiles: makers,
  getSourceFile: makers,
  listRoots: makers,
  addRoot: admins,
  removeRoot: admins,
  browseFolders: makers,
  listConversations: people,
  createConversation: chatters,
  getConversation: people,
  updateConversation: chatters,
  deleteConversation: chatters,
  sendMessage: chatters,
  regenerateMessage: chatters,
  listProviders: people,
  setDefaultModel: admins,
  listApiTokens: admins,
  createApiToken: admins,
  deleteApiToken: admins,
};
