export { buildFlow, type FlowSketch } from './build-flow.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { journalContract, type JournalSubject } from './journal-contract.ts';
export { memoryStoreContract, type MemoryStoreSubject } from './memory-store-contract.ts';
export { probeKind, type ProbeContext } from './probe-kind.ts';
export {
  createCountingId,
  runSketch,
  TEST_RUN_ID,
  type RunSketchOptions,
  type SketchRun,
} from './run-sketch.ts';
export {
  createScriptedProvider,
  textParts,
  toolCallParts,
  type ScriptedAnswer,
  type ScriptedProvider,
} from './scripted-provider.ts';
export {
  startScriptedModelServer,
  type ScriptedModelServer,
  type ServerAnswer,
  type ServerRequest,
  type ServerScript,
} from './scripted-model-server.ts';
