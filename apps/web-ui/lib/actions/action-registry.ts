import { createStore } from 'zustand/vanilla';

/** Something a person can do. Menus, shortcuts and the palette all show the same one. */
export interface Action {
  /** Unique, `area.verb`, for example `flow.run`. */
  id: string;
  label: string;
  /** Heading in the palette and in the list of shortcuts. */
  group: string;
  /** Lucide name. */
  icon?: string | undefined;
  /** For example `mod+k`; several when there are several. */
  shortcuts?: readonly string[] | undefined;
  /** Further words the palette finds it by. */
  keywords?: readonly string[] | undefined;
  isDisabled?: boolean | undefined;
  /** Shortcut also works while the person types in a field. */
  worksInFields?: boolean | undefined;
  /** The browser itself answers the shortcut (copy, cut, paste); it is only shown. */
  isNative?: boolean | undefined;
  /** Reached by shortcut and menu only. */
  isHiddenInPalette?: boolean | undefined;
  run: () => void;
}

interface RegistryState {
  /** By the scope that registered them; a later scope wins over an earlier one. */
  scopes: ReadonlyMap<string, readonly Action[]>;
}

export const actionRegistry = createStore<RegistryState>(() => ({ scopes: new Map() }));

export function setActions(scope: string, actions: readonly Action[]): void {
  actionRegistry.setState(({ scopes }) => {
    const next = new Map(scopes);
    next.delete(scope);
    next.set(scope, actions);
    return { scopes: next };
  });
}

export function removeActions(scope: string): void {
  actionRegistry.setState(({ scopes }) => {
    const next = new Map(scopes);
    next.delete(scope);
    return { scopes: next };
  });
}

/** Every action once; one with the same id from a later scope stands in for the earlier. */
export function allActions({ scopes }: RegistryState): Action[] {
  const byId = new Map<string, Action>();
  for (const actions of scopes.values()) for (const action of actions) byId.set(action.id, action);
  return [...byId.values()];
}
