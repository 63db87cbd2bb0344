/** Builds every service from a few options: the one place where adapters meet the ports they serve. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceId } from '@codexos/protocol/ids';
import type { Logger } from '@codexos/utils/logging';
import { createRedactor, type Redactor } from '@codexos/utils/redactor';
import type { Journal } from '@codexos/agent-engine';
import { createAddressCheck, createGuardedFetch } from '@codexos/tools';
import type { ApplicationOptions } from './application-options.ts';
import { createRunValues } from './adapters/sql-run-values.ts';
import { createSqlJournal } from './adapters/sql-journal.ts';
import type { Bus } from './cluster/bus.ts';
import { createHousekeeping } from './create-housekeeping.ts';
import { createCluster } from './create-cluster.ts';
import { openDatabase } from './db/database.ts';
import { createAgentStore } from './features/agents/agent-store.ts';
import { createEntryHash } from './features/audit/audit-chain.ts';
import { createEvaluationService } from './features/agent-evaluations/evaluation-service.ts';
import { createEvaluationStore } from './features/agent-evaluations/evaluation-store.ts';
import { createAuditHeads } from './features/audit/audit-heads.ts';
import { createAuditLog } from './features/audit/audit-log.ts';
import { createConversationStore } from './features/conversations/conversation-store.ts';
import { createAkashAccount } from './features/deployments/akash-account.ts';
import { createDeploymentService } from './features/deployments/deployment-service.ts';
import { createRootStore } from './features/files/root-store.ts';
import { createCalledFlows } from './features/flows/called-flows.ts';
import { createFlowCompiler } from './features/flows/flow-compiler.ts';
import { createFlowDocuments } from './features/flows/flow-documents.ts';
import { createFlowStore } from './features/flows/flow-store.ts';
import { createChainView } from './features/governance/chain-view.ts';
import { createGovernanceAgents } from './features/governance/create-governance-agents.ts';
import { createGovernanceService } from './features/governance/governance-service.ts';
import { createKnowledge } from './features/knowledge/create-knowledge.ts';
import { createKnowledgeRows } from './features/knowledge/knowledge-rows.ts';
import { createAuthorKeys } from './features/marketplace/author-keys.ts';
import { createListingStore } from './features/marketplace/listing-store.ts';
import { createMarketplace } from './features/marketplace/marketplace.ts';
import { createRegistryShelf } from './features/marketplace/registry-shelf.ts';
import { parsePrices } from './features/models/parse-prices.ts';
import { createModelService, type ModelService } from './features/models/model-service.ts';
import { createQueueView } from './features/queue/queue-view.ts';
import { createChatCompletions } from './features/openai/chat-completions.ts';
import { createPeople } from './features/people/create-people.ts';
import { createRetention } from './features/retention/retention.ts';
import { createRetentionStore } from './features/retention/retention-store.ts';
import { withoutLargeValues } from './features/runs/large-values.ts';
import { createRunBinder } from './features/runs/run-binder.ts';
import { textOf } from './features/runs/run-result.ts';
import { createRunService, type RunService } from './features/runs/run-service.ts';
import { createRunStore } from './features/runs/run-store.ts';
import { createSettingsStore } from './features/settings/settings-store.ts';
import { createShareStore } from './features/share/share-store.ts';
import { createShares } from './features/share/shares.ts';
import { createSignalWaits } from './features/signals/signal-waits.ts';
import { createSourceStateStore } from './features/triggers/source-state-store.ts';
import { createTriggerService, type TriggerService } from './features/triggers/trigger-service.ts';
import { createTriggerStore } from './features/triggers/trigger-store.ts';
import { createWebhooks } from './features/triggers/webhooks.ts';
import { createToolService } from './features/tools/tool-service.ts';
import { createWorkspaceToolStore } from './features/tools/workspace-tool-store.ts';
import { createBrokerFactory } from './features/vault/create-broker.ts';
import { openMasterKey } from './features/vault/open-master-key.ts';
import { redactJournal } from './features/vault/redact-journal.ts';
import { createSecretStore } from './features/vault/secret-store.ts';
import { createVault } from './features/vault/vault.ts';
import type { Services, Topics } from './services.ts';
import { createTopic, type Topic } from './topics.ts';

export interface Container {
  services: Services;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function createContainer(options: ApplicationOptions): Promise<Container> {
  const { dataFolder, databaseUrl, durability, logger, clock = Date.now } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    dataFolder,
    url: databaseUrl,
    ...(durability ? { durability } : {}),
  });
  const cluster = await createCluster(options, {
    ...{ dataFolder, database, clock, logger },
    version: options.version,
  });
  const { bus, processId, isShared, isWorking } = cluster;
  const topics = createTopics(logger, bus);
  const flows = createFlowStore(database);
  const calledFlows = createCalledFlows(flows);
  const agents = createAgentStore(database, clock);
  const knowledgeRows = createKnowledgeRows(database, clock);
  const roots = createRootStore({ database, clock, fixedRoots: options.fixedRoots });
  const { redactor = createRedactor() } = options;
  const readEnvironment = withRedaction(options.readSecret, redactor);
  const masterKey = await openMasterKey(
    database,
    { dataFolder, keyFile: options.vaultKeyFile, passphrase: options.vaultPassphrase },
    clock,
  );
  const vault = createVault({
    store: createSecretStore(database, clock),
    masterKey,
    redactor,
    onChange: (workspaceId) => {
      forgetKeys(workspaceId);
      bus.publish('keys', workspaceId);
    },
  });
  const forgetKeys = (workspaceId: WorkspaceId): void => {
    models.forget(workspaceId);
    akash.forget(workspaceId);
  };
  bus.subscribe('keys', (workspaceId) => forgetKeys(workspaceId as WorkspaceId));
  await vault.teachRedactor();
  const { timings, image, ...addresses } = options.akash ?? {};
  const akash = createAkashAccount({
    ...addresses,
    vault,
    clock,
    allowedAddresses: options.allowedAddresses,
  });
  const deployments = createDeploymentService({
    database,
    account: akash,
    vault,
    masterKey,
    clock,
    logger,
    topic: topics.deployment,
    isDriving: !bus.isShared,
    timings,
    image,
  });
  const settings = createSettingsStore(database);
  const models: ModelService = createModelService({
    settings,
    vault,
    readEnvironment,
    prices: parsePrices(options.modelPrices ?? []),
    clock,
  });
  const knowledge = createKnowledge({
    dataFolder,
    readSecret: readEnvironment,
    database,
    topic: topics.ingest,
    roots,
    rows: knowledgeRows,
    assertAddressAllowed: createAddressCheck(options.allowedAddresses),
    bus,
    onRead: (sourceId) =>
      void triggers
        .sourceRead(sourceId)
        .catch((error: unknown) => logger.warn({ err: error }, 'Triggers could not be told of a reading')),
    logger,
    clock,
  });
  const chain = createChainView({
    database,
    folder: join(dataFolder, 'chain'),
    masterKey,
    redactor,
    clock,
    remote: options.chain && {
      ...options.chain,
      fetch: createGuardedFetch({ allow: options.allowedAddresses }),
    },
    onChainStep: options.onChainStep,
    isFolderShared: bus.isShared,
    onOpen: () => governanceAgents.governanceWatch.nudge(),
  });
  const governance = createGovernanceService({
    chain,
    onChange: () => governanceAgents.governanceWatch.nudge(),
  });
  const workspaceTools = createWorkspaceToolStore(database, clock);
  const tools = createToolService({
    knowledge: knowledge.service,
    store: workspaceTools,
    proposals: { facts: (proposalId) => governance.facts(proposalId) },
    allowedAddresses: options.allowedAddresses,
    extraTools: options.extraTools ?? [],
    environmentGrants: options.toolSecrets ?? [],
    brokerFor: createBrokerFactory({
      vault,
      environmentGrants: options.toolSecrets ?? [],
      readEnvironment,
      isServing: options.isServing ?? false,
    }),
    redactor,
    clock,
  });
  const compiler = createFlowCompiler({
    tools,
    models,
    agents,
    knowledge: knowledgeRows,
    calledFlows,
    vault,
    environmentSecrets: (options.toolSecrets ?? []).map((pair) => pair.slice(0, pair.indexOf('@'))),
  });
  const conversations = createConversationStore(database, clock);
  const runStore = createRunStore(database, clock, processId);
  const { decorateJournal = (inner: Journal): Journal => inner } = options;
  const journal = redactJournal(decorateJournal(createSqlJournal(database, clock, processId)), redactor);
  const signals = createSignalWaits(database, journal);
  const runs: RunService = createRunService({
    store: runStore,
    journal,
    compiler,
    binder: createRunBinder({
      database,
      models,
      tools,
      redactor,
      knowledge: knowledge.service,
      agents,
      calledFlows,
      conversations,
      store: runStore,
      runs: () => runs,
    }),
    ...{ bus, isShared, isWorking, logger, clock, topics },
    queue: cluster.queue,
    leases: cluster.leases,
    onPause: (run) => signals.note(run),
    onEnd: async (run) => {
      await signals.forget(run.id);
      const text = Object.values(run.outputs ?? {})
        .map(textOf)
        .join('\n\n');
      await conversations.finishMessage(run.id, { text, citations: run.citations ?? [] });
    },
    onSettled: ({ trigger }) => {
      if (trigger === 'governance') governanceAgents.governanceWatch.nudge();
    },
  });
  const heads = createAuditHeads(dataFolder, (error) =>
    logger.error({ err: error }, 'The heads of the audit log could not be saved'),
  );
  const audit = createAuditLog({ database, hashEntry: createEntryHash(masterKey), heads, clock });
  const listings = createListingStore(database, clock);
  const registries = createRegistryShelf({
    database,
    store: listings,
    fetch: createGuardedFetch({ allow: options.allowedAddresses }),
    assertAddressAllowed: createAddressCheck(options.allowedAddresses),
    roots,
    folder: join(dataFolder, 'registries'),
    clock,
  });
  const flowDocuments = createFlowDocuments({ store: flows, clock, bus });
  const governanceAgents = createGovernanceAgents({
    ...{ database, settings, chain, runs, runStore, models, agents, vault, audit, clock, logger },
    onVoteStep: options.onAgentVoteStep,
    watchIntervalMs: options.governanceWatchMs,
  });
  const workers = cluster.workers(runs.activeCount);
  const retention = createRetention({
    store: createRetentionStore(database, clock),
    ...{ settings, clock, logger },
  });
  const triggers: TriggerService = createTriggerService({
    store: createTriggerStore(database, clock),
    sourceStates: createSourceStateStore(database, clock),
    knowledge: knowledge.service,
    ...{ flows, agents, runs, audit, vault, masterKey, redactor, logger, clock },
  });
  const evaluations = createEvaluationService({
    store: createEvaluationStore(database, clock),
    ...{ agents, runs, journal, logger, clock },
  });
  const services: Services = {
    version: options.version,
    startedAt: clock(),
    clock,
    logger,
    database,
    topics,
    shares: createShares(createShareStore(database, clock), clock),
    ...createPeople({
      database,
      mode: options.auth ?? 'local',
      audit,
      identity: options.identity,
      clock,
      onRightsChange: (userId) => topics.rights.publish(userId, undefined),
    }),
    flows,
    flowDocuments,
    compiler,
    runs,
    runStore,
    runValues: createRunValues(database),
    retention,
    queue: createQueueView({ ...cluster, workers, runStore, journal, clock }),
    chatCompletions: createChatCompletions(clock),
    journal,
    signals,
    agents,
    knowledge: knowledge.service,
    roots,
    conversations,
    models,
    deployments,
    vault,
    redactor,
    audit,
    governance,
    ...governanceAgents,
    marketplace: createMarketplace({ shelf: registries, store: listings }),
    listings,
    registries,
    authorKeys: createAuthorKeys(database, masterKey, clock),
    tools,
    workspaceTools,
    triggers,
    webhooks: createWebhooks(clock),
    evaluations,
  };
  const { governanceWatch } = governanceAgents;
  const { ingests } = knowledge;
  const duty = createHousekeeping({
    ...{ cluster, deployments, governanceWatch, ingests, knowledgeRows, retention, evaluations },
  });
  return {
    services,
    start: async () => {
      await workers.start();
      await runs.resumeAll();
      await duty?.start();
      if (cluster.role === 'server') await triggers.start();
    },
    close: async () => {
      evaluations.close();
      await triggers.close();
      await duty?.close();
      await governanceWatch.close();
      await retention.close();
      await deployments.shutDown();
      await runs.close();
      await chain.close();
      await knowledge.ingests.close();
      await knowledge.embeds.close();
      await flowDocuments.close();
      await workers.close();
      await bus.close();
      heads.save();
      await database.close();
    },
  };
}

/** The environment, with the redactor told of every secret that is read from it. */
function withRedaction(
  readSecret: ApplicationOptions['readSecret'],
  redactor: Redactor,
): ApplicationOptions['readSecret'] {
  return (name) => {
    const value = readSecret(name);
    if (value !== undefined && /(KEY|TOKEN|SECRET|PASSWORD|PASSPHRASE)$/.test(name))
      redactor.add(name, value);
    return value;
  };
}

function createTopics(logger: Logger, bus: Bus): Topics {
  const onListenerError = (error: unknown): void => logger.error({ err: error }, 'A listener failed');
  const topic = <TValue>(name: string): Topic<TValue> => createTopic({ name, bus, onListenerError });
  return {
    runEvent: createTopic({ name: 'run-event', bus, onListenerError, toBus: withoutLargeValues }),
    runLive: topic('run-live'),
    runStatus: topic('run-status'),
    ingest: topic('ingest'),
    rights: topic('rights'),
    deployment: topic('deployment'),
  };
}
