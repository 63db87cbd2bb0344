'use client';
import { useEffect, useMemo, useRef } from 'react';
import type { Action } from '@/lib/actions/action-registry';
import { useActions } from '@/lib/actions/use-actions';
import { panelsStore, updatePanels, type RightTab } from './panels-store';
import { triggersSheet } from './triggers-sheet-store';

interface EditorActions {
  flowId: string;
  isActive: boolean;
  runOrStop: () => void;
}

const PANELS: readonly [RightTab, string, string][] = [
  ['chat', 'Chat with this flow', 'message-square'],
  ['inspector', 'Show the inspector', 'settings-2'],
  ['run', 'Show the run', 'activity'],
  ['problems', 'Show the problems', 'triangle-alert'],
  ['versions', 'Show the versions', 'history'],
];

/** Run and panels, from the keyboard and the palette. */
export function useEditorActions({ flowId, isActive, runOrStop }: EditorActions): void {
  const run = useRef(runOrStop);
  useEffect(() => {
    run.current = runOrStop;
  });
  const actions = useMemo<Action[]>(
    () => [
      {
        id: 'flow.run',
        label: isActive ? 'Stop the run' : 'Run flow',
        group: 'Run',
        icon: isActive ? 'square' : 'play',
        shortcuts: ['mod+enter'],
        worksInFields: true,
        run: () => run.current(),
      },
      {
        id: 'flow.name-version',
        label: 'Name a version',
        group: 'Flow',
        icon: 'tag',
        shortcuts: ['mod+s'],
        worksInFields: true,
        run: () => updatePanels({ isRightOpen: true, tab: 'versions' }),
      },
      {
        id: 'flow.triggers',
        label: 'Show the triggers',
        group: 'Flow',
        icon: 'webhook',
        run: () => triggersSheet.setState({ flowId }),
      },
      {
        id: 'view.right',
        label: 'Show or hide the panel at the right',
        group: 'View',
        icon: 'panel-right',
        shortcuts: ['mod+shift+b'],
        run: () => updatePanels({ isRightOpen: !panelsStore.get().isRightOpen }),
      },
      {
        id: 'view.dock',
        label: 'Show or hide the run trace',
        group: 'View',
        icon: 'panel-bottom',
        shortcuts: ['mod+j'],
        run: () => updatePanels({ isDockOpen: !panelsStore.get().isDockOpen }),
      },
      ...PANELS.map(([tab, label, icon]) => ({
        id: `view.${tab}`,
        label,
        group: 'View',
        icon,
        run: () => updatePanels({ isRightOpen: true, tab }),
      })),
    ],
    [flowId, isActive],
  );
  useActions(actions);
}
