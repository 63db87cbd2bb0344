'use client';
import { useReactFlow } from '@xyflow/react';
import {
  LayoutGridIcon,
  MaximizeIcon,
  PlusIcon,
  Redo2Icon,
  SearchIcon,
  Undo2Icon,
  ZoomInIcon,
  ZoomOutIcon,
} from 'lucide-react';
import { useSyncExternalStore, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Separator } from '@/components/ui/separator';
import { Tooltip } from '@/components/ui/tooltip';
import { useCanvas } from './model/canvas-context';
import type { Editor } from './model/editor';
import { useTidy } from './use-tidy';

interface CanvasToolbarProps {
  /** Absent where the page has a search of its own. */
  onFind: (() => void) | undefined;
  onAdd: () => void;
}

export function CanvasToolbar({ onFind, onAdd }: CanvasToolbarProps) {
  const { editor } = useCanvas();
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      className="absolute top-3 left-3 z-20 flex h-9 items-center gap-0.5 rounded-md border bg-card px-1 shadow-(--shadow-node)"
    >
      {editor ? (
        <>
          <ToolButton label="Add a node" shortcut="/" onClick={onAdd}>
            <PlusIcon aria-hidden />
          </ToolButton>
          <UndoButtons editor={editor} />
          <Separator orientation="vertical" className="mx-1" />
          <TidyButton />
        </>
      ) : null}
      {onFind ? (
        <ToolButton label="Find in flow" shortcut="mod+f" onClick={onFind}>
          <SearchIcon aria-hidden />
        </ToolButton>
      ) : null}
      {editor ? null : (
        <>
          <ToolButton label="Zoom out" shortcut="-" onClick={() => void zoomOut({ duration: 120 })}>
            <ZoomOutIcon aria-hidden />
          </ToolButton>
          <ToolButton label="Zoom in" shortcut="+" onClick={() => void zoomIn({ duration: 120 })}>
            <ZoomInIcon aria-hidden />
          </ToolButton>
        </>
      )}
      <ToolButton
        label="Fit the flow into view"
        shortcut="1"
        onClick={() => void fitView({ padding: 0.15, maxZoom: 1, duration: 150 })}
      >
        <MaximizeIcon aria-hidden />
      </ToolButton>
    </div>
  );
}

function UndoButtons({ editor: { undo } }: { editor: Editor }) {
  const canUndo = useSyncExternalStore(undo.subscribe, undo.canUndo, () => false);
  const canRedo = useSyncExternalStore(undo.subscribe, undo.canRedo, () => false);
  return (
    <>
      <ToolButton label="Undo" shortcut="mod+z" onClick={undo.undo} isDisabled={!canUndo}>
        <Undo2Icon aria-hidden />
      </ToolButton>
      <ToolButton label="Redo" shortcut="mod+shift+z" onClick={undo.redo} isDisabled={!canRedo}>
        <Redo2Icon aria-hidden />
      </ToolButton>
    </>
  );
}

function TidyButton() {
  const tidy = useTidy();
  return (
    <Tooltip label="Arrange the nodes" shortcut="shift+l">
      <Button variant="ghost" size="sm" onClick={() => void tidy()} className="text-sm">
        <LayoutGridIcon aria-hidden /> Tidy
      </Button>
    </Tooltip>
  );
}

interface ToolButtonProps {
  label: string;
  shortcut: string;
  onClick: () => void;
  isDisabled?: boolean;
  children: ReactNode;
}

function ToolButton({ label, shortcut, onClick, isDisabled = false, children }: ToolButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Button variant="quiet" size="icon-sm" aria-label={label} disabled={isDisabled} onClick={onClick}>
        {children}
      </Button>
    </Tooltip>
  );
}
