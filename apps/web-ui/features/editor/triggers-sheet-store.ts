import { createStore } from 'zustand/vanilla';

/** The flow whose triggers are open beside the canvas: menu, palette and versions lead there. */
export const triggersSheet = createStore<{ flowId: string | undefined }>(() => ({ flowId: undefined }));
