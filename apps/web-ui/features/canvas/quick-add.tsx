'use client';
import type { Flow } from '@codexos/protocol/flow';
import { useEffect, useRef } from 'react';
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from '@/components/ui/command';
import { firstFittingPort, portOf } from './model/connection-rule';
import type { Editor, LooseWire, Point } from './model/editor';
import { NodeTile } from './node-tile';

export interface QuickAddRequest {
  /** Within the canvas. */
  left: number;
  top: number;
  /** Where the node goes. */
  position: Point;
  wire: LooseWire | undefined;
}

interface QuickAddProps {
  request: QuickAddRequest;
  editor: Editor;
  flow: Flow;
  onClose: () => void;
}

/** A list of kinds at the cursor; for a loose wire, of those that it can lead to. */
export function QuickAdd({ request, editor, flow, onClose }: QuickAddProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', onPointerDown, true);
    return () => window.removeEventListener('pointerdown', onPointerDown, true);
  }, [onClose]);
  const { wire } = request;
  const wirePort = wire && portOf(flow, editor.kinds, wire, wire.side);
  const kinds = [...editor.kinds.values()].filter(
    (descriptor) => !wire || !wirePort || firstFittingPort(descriptor, { side: wire.side, port: wirePort }),
  );
  const choose = (kind: string) => {
    editor.add(kind, { x: Math.round(request.position.x), y: Math.round(request.position.y) }, wire);
    onClose();
  };
  return (
    <div
      ref={box}
      role="dialog"
      aria-label="Add a node"
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }
      }}
      style={{
        left: `clamp(8px, ${request.left}px, calc(100% - 280px))`,
        top: `clamp(8px, ${request.top}px, calc(100% - 320px))`,
      }}
      className="absolute z-30 w-68 overflow-hidden rounded-lg border bg-popover shadow-(--shadow-pop)"
    >
      <Command label="Add a node">
        <CommandInput autoFocus placeholder={wire ? 'Connect to…' : 'Add a node…'} className="h-9 text-sm" />
        <CommandList className="max-h-64">
          <CommandEmpty>No kind of node fits.</CommandEmpty>
          {kinds.map((descriptor) => (
            <CommandItem
              key={descriptor.kind}
              value={`${descriptor.label} ${descriptor.kind}`}
              keywords={[descriptor.summary, descriptor.group]}
              onSelect={() => choose(descriptor.kind)}
            >
              <NodeTile descriptor={descriptor} />
              <span className="min-w-0 flex-1">
                <span className="block text-sm leading-4">{descriptor.label}</span>
                <span className="block truncate text-2xs text-muted-foreground">{descriptor.summary}</span>
              </span>
            </CommandItem>
          ))}
        </CommandList>
      </Command>
    </div>
  );
}
