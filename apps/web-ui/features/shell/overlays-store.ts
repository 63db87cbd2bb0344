import { createStore } from 'zustand/vanilla';

interface OverlaysState {
  isPaletteOpen: boolean;
  areShortcutsOpen: boolean;
}

export const overlaysStore = createStore<OverlaysState>(() => ({
  isPaletteOpen: false,
  areShortcutsOpen: false,
}));

export const openPalette = (): void => overlaysStore.setState({ isPaletteOpen: true });
