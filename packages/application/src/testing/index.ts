/** For tests of the application and of apps on top of it. */
export {
  createTestApplication,
  type TestApplication,
  type TestApplicationOptions,
} from './create-test-application.ts';
export {
  createPostgresDatabase,
  databaseKinds,
  openTestDatabase,
  type TestDatabase,
} from './open-test-database.ts';
export { findInFolder, findInTables, formsOf } from './find-canary.ts';
export { startRedis, type RedisServer } from './start-redis.ts';
export { startSupabaseDouble, type SupabaseDouble, type SupabaseDoubleOptions } from './supabase-double.ts';
export { defineWitnessTool, type WitnessCall } from './witness-tool.ts';
export { createTestRepository, type TestRepository } from '@codexos/rag-engine/testing';
export {
  startScriptedModelServer,
  type ScriptedModelServer,
  type ServerAnswer,
  type ServerRequest,
} from '@codexos/agent-engine/testing';
export {
  startBackend,
  startCommand,
  startConsoleDouble,
  type ConsoleDouble,
  type StartService,
} from '@codexos/chain/akash/testing';
