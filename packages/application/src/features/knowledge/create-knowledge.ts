/** The parts of knowledge, put together: reading sources, vectors, and what is asked of them. */
import { join } from 'node:path';
import type { Logger } from '@codexos/utils/logging';
import type { Bus } from '../../cluster/bus.ts';
import type { Database } from '../../db/database.ts';
import type { Topics } from '../../services.ts';
import type { createRootStore } from '../files/root-store.ts';
import type { KnowledgeRows } from './knowledge-rows.ts';
import { createSqlKnowledgeStore } from '../../adapters/sql-knowledge-store.ts';
import { createIndexCache } from './index-cache.ts';
import { createSourceVectors } from './source-vectors.ts';
import { configureEmbedders } from './configured-embedders.ts';
import { createSqlVectorStore } from '../../adapters/sql-vector-store.ts';
import { createProgressBoard } from './ingest-progress.ts';
import { createEmbedRunner } from './embed-runner.ts';
import { createIngestRunner } from './ingest-runner.ts';
import { createKnowledgeService } from './knowledge-service.ts';

export interface KnowledgeOptions {
  dataFolder: string;
  /** Settings of embedders that call a model. */
  readSecret: (name: string) => string | undefined;
  database: Database;
  topic: Topics['ingest'];
  roots: ReturnType<typeof createRootStore>;
  rows: KnowledgeRows;
  /** Throws for an address that repositories may not be read from. */
  assertAddressAllowed: Parameters<typeof createKnowledgeService>[0]['assertAddressAllowed'];
  bus: Bus;
  /** Called when a source has been read. */
  onRead: (sourceId: string) => void;
  logger: Logger;
  clock: () => number;
}

export function createKnowledge(options: KnowledgeOptions) {
  const { dataFolder, readSecret, database, topic, roots, rows, assertAddressAllowed, logger, clock } =
    options;
  const store = createSqlKnowledgeStore(database);
  const cache = createIndexCache(store, (sourceId) => options.bus.publish('index', sourceId));
  options.bus.subscribe('index', (sourceId) => cache.forget(String(sourceId)));
  options.bus.onGap(() => cache.forget());
  const vectors = createSourceVectors({
    embedderOf: configureEmbedders(readSecret),
    vectorStore: createSqlVectorStore(database),
    store,
    cache,
    clock,
  });
  const board = createProgressBoard(topic);
  const embeds = createEmbedRunner({ rows, vectors, board, clock, logger });
  const ingests = createIngestRunner({
    rows,
    store,
    cache,
    board,
    embeds,
    onRead: options.onRead,
    clock,
    logger,
    repositoriesFolder: join(dataFolder, 'repositories'),
  });
  const service = createKnowledgeService({
    rows,
    store,
    cache,
    ingests,
    vectors,
    embeds,
    logger,
    roots,
    assertAddressAllowed,
  });
  return { service, ingests, embeds };
}
