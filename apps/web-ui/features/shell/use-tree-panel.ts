'use client';
import { useCallback, useMemo, type RefObject } from 'react';
import { usePanelRef, type PanelImperativeHandle } from 'react-resizable-panels';
import { useActions } from '@/lib/actions/use-actions';

/** Collapses and shows the tree by key, by double click and from the palette. */
export function useTreePanel(isShown: boolean): {
  panelRef: RefObject<PanelImperativeHandle | null>;
  toggle: () => void;
} {
  const panelRef = usePanelRef();
  const toggle = useCallback(() => {
    const panel = panelRef.current;
    if (!panel) return;
    if (panel.isCollapsed()) panel.expand();
    else panel.collapse();
  }, [panelRef]);
  const actions = useMemo(
    () => [
      {
        id: 'view.tree',
        label: 'Show or hide the tree',
        group: 'View',
        icon: 'panel-left',
        shortcuts: ['mod+b'],
        isDisabled: !isShown,
        isHiddenInPalette: !isShown,
        run: toggle,
      },
    ],
    [isShown, toggle],
  );
  useActions(actions);
  return { panelRef, toggle };
}
