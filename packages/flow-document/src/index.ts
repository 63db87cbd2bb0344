/** The flow as a shared document: codec, edits, undo, clipboard, and the server's door for updates. */
export { applyUpdateSafely, MAX_UPDATE_BYTES, type ApplyResult } from './apply-update-safely.ts';
export { createFlowDocument } from './create-flow-document.ts';
export {
  addNode,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
  renameFlow,
  renameNode,
  setNodeFailure,
  setNodePin,
  setNodeRetry,
  setNodeTimeout,
  updateFlowSettings,
  updateNodeConfig,
  updateNodePorts,
  type EditOrigin,
  type NewNode,
  type NodeMove,
  type PortChange,
} from './edit.ts';
export { createFlowReader, type FlowReader, type FlowReading } from './flow-reader.ts';
export { copyFragment, parseFragment, pasteFragment, type FlowFragment } from './fragment.ts';
export { readFlow } from './read-flow.ts';
export { replaceFlow } from './replace-flow.ts';
export { createUndoScope, type UndoScope } from './undo-scope.ts';
