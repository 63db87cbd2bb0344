import { createStore } from 'zustand/vanilla';

export type Autosave =
  | { status: 'saved'; at: number | undefined }
  | { status: 'saving' }
  | { status: 'offline'; message: string }
  | { status: 'refused'; message: string };

/** What the status bar says about the document on the page; undefined where nothing is edited. */
export const autosaveStore = createStore<{ autosave: Autosave | undefined }>(() => ({ autosave: undefined }));
