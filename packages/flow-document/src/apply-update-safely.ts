/**
 * The server's door for updates of clients. An update is tried on a copy that is kept in step with the document;
 * only what leaves a valid flow within its limits reaches the document itself.
 */
import * as Y from 'yjs';
import { createFlowReader, type FlowReader } from './flow-reader.ts';
import { ROOT_NAMES } from './layout.ts';
import type { EditOrigin } from './edit.ts';

/** Bytes of one update; a paste of 5,000 nodes is well below. */
export const MAX_UPDATE_BYTES = 8_000_000;
/** Bytes of the whole document with its history of deletions. */
const MAX_DOCUMENT_BYTES = 32_000_000;

export type ApplyResult = { ok: true } | { ok: false; problems: string[] };

interface Shadow {
  doc: Y.Doc;
  reader: FlowReader;
  stop: () => void;
  byteCount: number;
}

const shadows = new WeakMap<Y.Doc, Shadow>();

/** Applies an update when the flow stays valid; otherwise changes nothing and says why. */
export function applyUpdateSafely(doc: Y.Doc, update: Uint8Array, origin?: EditOrigin): ApplyResult {
  if (update.byteLength > MAX_UPDATE_BYTES) {
    return refuse(`An update may have ${MAX_UPDATE_BYTES} bytes, and this one has ${update.byteLength}.`);
  }
  const shadow = shadows.get(doc) ?? createShadow(doc);
  const problems = tryOn(shadow, update);
  if (problems.length > 0) {
    dropShadow(doc, shadow);
    return { ok: false, problems };
  }
  Y.applyUpdate(doc, update, origin);
  return { ok: true };
}

function tryOn(shadow: Shadow, update: Uint8Array): string[] {
  const known = new Set(shadow.reader.read().faults);
  try {
    Y.applyUpdate(shadow.doc, update);
  } catch (error) {
    return [`The update cannot be decoded: ${error instanceof Error ? error.message : String(error)}.`];
  }
  if (shadow.doc.store.pendingStructs !== null || shadow.doc.store.pendingDs !== null) {
    return [
      'The update builds on edits that the server has not seen. Join the flow again and send everything.',
    ];
  }
  const foreign = [...shadow.doc.share.keys()].filter((name) => !isRootName(name));
  if (foreign.length > 0) return [`The update writes to "${foreign[0] ?? ''}", which is no part of a flow.`];
  shadow.byteCount += update.byteLength;
  if (shadow.byteCount > MAX_DOCUMENT_BYTES) {
    shadow.byteCount = Y.encodeStateAsUpdate(shadow.doc).byteLength;
    if (shadow.byteCount > MAX_DOCUMENT_BYTES) return ['The flow has grown too large to be kept.'];
  }
  // A fault that was there before must not keep anyone from mending it.
  return shadow.reader.read().faults.filter((fault) => !known.has(fault));
}

function createShadow(doc: Y.Doc): Shadow {
  const copy = new Y.Doc();
  const state = Y.encodeStateAsUpdate(doc);
  Y.applyUpdate(copy, state);
  const follow = (update: Uint8Array): void => Y.applyUpdate(copy, update);
  doc.on('update', follow);
  const shadow: Shadow = {
    doc: copy,
    reader: createFlowReader(copy),
    byteCount: state.byteLength,
    stop: () => doc.off('update', follow),
  };
  shadows.set(doc, shadow);
  return shadow;
}

function dropShadow(doc: Y.Doc, shadow: Shadow): void {
  shadow.stop();
  shadow.reader.destroy();
  shadow.doc.destroy();
  shadows.delete(doc);
}

function isRootName(name: string): boolean {
  return ROOT_NAMES.some((known) => known === name);
}

function refuse(problem: string): ApplyResult {
  return { ok: false, problems: [problem] };
}
