import type { PendingStorage } from './flow-sync';

/** Edits that no server has acknowledged yet, kept in this browser so that a reload or a crash loses none. */
export function pendingUpdates(flowId: string): PendingStorage {
  const key = `codexos.pending.${flowId}`;
  return {
    load() {
      const text = readItem(key);
      return text === null ? undefined : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    },
    save(update) {
      if (update === undefined) window.localStorage.removeItem(key);
      else writeItem(key, toBase64(update));
    },
  };
}

function readItem(key: string): string | null {
  return typeof window === 'undefined' ? null : window.localStorage.getItem(key);
}

function writeItem(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    // The storage is full. The edits still wait in this page, and the status bar says that they are not saved.
    window.localStorage.removeItem(key);
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8_192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8_192));
  }
  return btoa(text);
}
