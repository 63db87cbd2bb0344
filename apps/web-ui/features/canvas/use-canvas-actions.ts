'use client';
import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import type { Action } from '@/lib/actions/action-registry';
import { useActions } from '@/lib/actions/use-actions';
import { useCanvas } from './model/canvas-context';
import { selectNodes } from './model/canvas-store';
import { useTidy } from './use-tidy';

interface CanvasActionsOptions {
  quickAdd: () => void;
  /** Absent where the page has a search of its own. */
  find: (() => void) | undefined;
}

/** Shortcuts and palette entries of the canvas. */
export function useCanvasActions({ quickAdd, find }: CanvasActionsOptions): void {
  const { store, editor, kinds } = useCanvas();
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const tidy = useTidy();
  const viewActions = useMemo<Action[]>(
    () => [
      ...(find
        ? [
            {
              id: 'canvas.find',
              label: 'Find in flow',
              group: 'Canvas',
              icon: 'search',
              shortcuts: ['mod+f'],
              run: find,
            },
          ]
        : []),
      {
        id: 'canvas.fit',
        label: 'Fit the flow into view',
        group: 'Canvas',
        icon: 'maximize',
        shortcuts: ['1'],
        run: () => void fitView({ padding: 0.15, maxZoom: 1, duration: 150 }),
      },
      {
        id: 'canvas.zoom-in',
        label: 'Zoom in',
        group: 'Canvas',
        icon: 'zoom-in',
        shortcuts: ['+', '='],
        run: () => void zoomIn({ duration: 120 }),
      },
      {
        id: 'canvas.zoom-out',
        label: 'Zoom out',
        group: 'Canvas',
        icon: 'search',
        shortcuts: ['-'],
        run: () => void zoomOut({ duration: 120 }),
      },
      {
        id: 'canvas.deselect',
        label: 'Deselect',
        group: 'Canvas',
        shortcuts: ['escape'],
        isHiddenInPalette: true,
        run: () => selectNodes(store, []),
      },
    ],
    [store, find, fitView, zoomIn, zoomOut],
  );
  const editActions = useMemo<Action[]>(() => {
    if (!editor) return [];
    const edit = (id: string, label: string, icon: string, shortcuts: string[]) => ({
      id: `canvas.${id}`,
      label,
      group: 'Edit',
      icon,
      shortcuts,
    });
    const duplicate = () => {
      const fragment = editor.copySelection();
      if (fragment) editor.paste(fragment);
    };
    return [
      { ...edit('undo', 'Undo', 'undo-2', ['mod+z']), run: editor.undo.undo },
      { ...edit('redo', 'Redo', 'redo-2', ['mod+shift+z', 'mod+y']), run: editor.undo.redo },
      { ...edit('copy', 'Copy as JSON text', 'copy', ['mod+c']), ...NATIVE },
      { ...edit('cut', 'Cut', 'scissors', ['mod+x']), ...NATIVE },
      { ...edit('paste', 'Paste', 'clipboard', ['mod+v']), ...NATIVE },
      { ...edit('duplicate', 'Duplicate the selection', 'copy', ['mod+d']), run: duplicate },
      {
        ...edit('delete', 'Delete the selection', 'trash-2', ['delete', 'backspace']),
        run: editor.removeSelection,
      },
      {
        ...edit('select-all', 'Select all nodes', 'square', ['mod+a']),
        run: () =>
          selectNodes(
            store,
            store.getState().nodes.map(({ id }) => id),
          ),
      },
      { ...edit('tidy', 'Tidy: arrange the nodes', 'layout-grid', ['shift+l']), run: () => void tidy() },
      { ...edit('add', 'Add a node', 'plus', ['/']), run: quickAdd },
      ...[...kinds.values()].map((descriptor): Action => ({
        id: `canvas.insert.${descriptor.kind}`,
        label: `${descriptor.label} node`,
        group: 'Insert',
        icon: descriptor.icon,
        keywords: [descriptor.summary, 'add', 'insert'],
        run: () => {
          const last = store.getState().nodes.at(-1);
          const id = editor.add(
            descriptor.kind,
            last ? { x: last.position.x + 288, y: last.position.y } : { x: 0, y: 0 },
          );
          if (id !== undefined) store.setState({ focusedId: id, revealRequest: { id } });
        },
      })),
    ];
  }, [store, editor, kinds, tidy, quickAdd]);
  const actions = useMemo(() => [...editActions, ...viewActions], [editActions, viewActions]);
  useActions(actions);
}

/** The browser answers these itself, through its clipboard events. */
const NATIVE = { isNative: true, isHiddenInPalette: true, run: () => undefined } as const;
