'use client';
import type { NodeDescriptor } from '@codexos/protocol/catalogue';
import { NodeTile } from './node-tile';

export const DRAG_TYPE = 'application/codexos-node-kind';

/** A kind to drag onto the canvas, or to add in the middle by Enter or click. */
export function PaletteItem({ descriptor, onAdd }: { descriptor: NodeDescriptor; onAdd: () => void }) {
  return (
    <button
      type="button"
      draggable
      title={descriptor.summary}
      onClick={onAdd}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, descriptor.kind);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      className="flex h-8 w-full cursor-grab items-center gap-2 rounded-sm px-1.5 text-left text-sm hover:bg-accent active:cursor-grabbing"
    >
      <NodeTile descriptor={descriptor} className="size-5.5" />
      <span className="truncate">{descriptor.label}</span>
    </button>
  );
}
