import { createPersisted } from '@/lib/persisted';

export type RightTab = 'chat' | 'inspector' | 'run' | 'problems' | 'versions';

export type DockTab = 'timeline' | 'console';

export interface Panels {
  isRightOpen: boolean;
  isDockOpen: boolean;
  tab: RightTab;
  /** Absent in what was kept before there were tabs. */
  dockTab?: DockTab;
}

/** Which panels of the flow page are open; kept per person. */
export const panelsStore = createPersisted<Panels>('codexos.panels', {
  isRightOpen: true,
  isDockOpen: false,
  tab: 'inspector',
});

export function updatePanels(change: Partial<Panels>): void {
  panelsStore.set({ ...panelsStore.get(), ...change });
}
