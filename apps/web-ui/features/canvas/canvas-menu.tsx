'use client';
import { parseFragment, setNodePin } from '@codexos/flow-document';
import { useReactFlow } from '@xyflow/react';
import {
  CopyIcon,
  FilesIcon,
  LayoutGridIcon,
  MaximizeIcon,
  PinOffIcon,
  PlayIcon,
  ClipboardIcon,
  ScissorsIcon,
  SettingsIcon,
  Trash2Icon,
} from 'lucide-react';
import { toast } from 'sonner';
import { ContextMenuContent, ContextMenuItem, ContextMenuSeparator } from '@/components/ui/context-menu';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { selectedNodeIds } from './model/canvas-store';
import { useTidy } from './use-tidy';

/** What a right click offers: for the selection when there is one, else for the flow. */
export function CanvasMenu() {
  const { editor, openInspector, runAlone } = useCanvas();
  const selected = useCanvasState(({ nodes }) => nodes.find((node) => node.selected));
  const selectedId = useCanvasState((state) => selectedNodeIds(state)[0]);
  const { fitView } = useReactFlow();
  const tidy = useTidy();
  const copy = async () => {
    const fragment = editor?.copySelection();
    if (fragment) await navigator.clipboard.writeText(JSON.stringify(fragment, null, 2));
  };
  const paste = async () => {
    try {
      const fragment = parseFragment(await navigator.clipboard.readText());
      if (fragment) editor?.paste(fragment);
      else toast('The clipboard holds no nodes');
    } catch {
      toast.error('The browser did not allow reading the clipboard', {
        description: 'Paste with the keyboard instead.',
      });
    }
  };
  return (
    <ContextMenuContent className="w-56">
      {selectedId === undefined ? null : (
        <ContextMenuItem onSelect={() => openInspector(selectedId)}>
          <SettingsIcon aria-hidden /> Open settings
        </ContextMenuItem>
      )}
      {runAlone && selectedId !== undefined && selected?.data.descriptor ? (
        <ContextMenuItem disabled={!selected.data.descriptor.runsAlone} onSelect={() => runAlone(selectedId)}>
          <PlayIcon aria-hidden />
          {selected.data.descriptor.runsAlone ? 'Run this node alone…' : 'Cannot run alone'}
        </ContextMenuItem>
      ) : null}
      {editor && selectedId !== undefined && selected?.data.node.pin ? (
        <ContextMenuItem
          onSelect={() => editor.edit((doc, origin) => setNodePin(doc, selectedId, undefined, origin))}
        >
          <PinOffIcon aria-hidden /> Unpin its output
        </ContextMenuItem>
      ) : null}
      {editor && selectedId !== undefined ? (
        <>
          <ContextMenuItem shortcut="mod+c" onSelect={() => void copy()}>
            <CopyIcon aria-hidden /> Copy
          </ContextMenuItem>
          <ContextMenuItem shortcut="mod+x" onSelect={() => void copy().then(() => editor.removeSelection())}>
            <ScissorsIcon aria-hidden /> Cut
          </ContextMenuItem>
          <ContextMenuItem
            shortcut="mod+d"
            onSelect={() => {
              const fragment = editor.copySelection();
              if (fragment) editor.paste(fragment);
            }}
          >
            <FilesIcon aria-hidden /> Duplicate
          </ContextMenuItem>
        </>
      ) : null}
      {editor ? (
        <>
          <ContextMenuItem shortcut="mod+v" onSelect={() => void paste()}>
            <ClipboardIcon aria-hidden /> Paste
          </ContextMenuItem>
          <ContextMenuSeparator />
          <ContextMenuItem shortcut="shift+l" onSelect={() => void tidy()}>
            <LayoutGridIcon aria-hidden /> Tidy
          </ContextMenuItem>
        </>
      ) : null}
      <ContextMenuItem shortcut="1" onSelect={() => void fitView({ padding: 0.15, maxZoom: 1 })}>
        <MaximizeIcon aria-hidden /> Fit into view
      </ContextMenuItem>
      {editor && selectedId !== undefined ? (
        <>
          <ContextMenuSeparator />
          <ContextMenuItem variant="destructive" shortcut="delete" onSelect={editor.removeSelection}>
            <Trash2Icon aria-hidden /> Delete
          </ContextMenuItem>
        </>
      ) : null}
    </ContextMenuContent>
  );
}
