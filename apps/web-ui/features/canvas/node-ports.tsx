'use client';
import type { NodeDescriptor, PortDescriptor } from '@codexos/protocol/catalogue';
import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import { cn } from '@/lib/utils';
import { PORT_COLOR } from './group-color';
import { useCanvasState } from './model/canvas-context';
import { cardHeight, portOffset } from './model/geometry';

/** The ports of a card: 8 px dots with a larger area to hit, labelled on hover. */
export const NodePorts = memo(function NodePorts({ descriptor }: { descriptor: NodeDescriptor }) {
  const isReadOnly = useCanvasState((state) => state.isReadOnly);
  const height = cardHeight(descriptor);
  const draw = (ports: readonly PortDescriptor[], side: 'in' | 'out') =>
    ports.map((port, index) => (
      <Handle
        key={port.name}
        id={port.name}
        type={side === 'in' ? 'target' : 'source'}
        position={side === 'in' ? Position.Left : Position.Right}
        isConnectable={!isReadOnly}
        aria-label={`${side === 'in' ? 'Input' : 'Output'} ${port.label}, ${port.type}`}
        style={{ top: portOffset(index, ports.length, height) }}
        className="group/port !size-2 !min-h-0 !min-w-0 !border-0 !bg-transparent before:absolute before:-inset-1.5 before:rounded-full"
      >
        <span
          className="pointer-events-none absolute inset-0 rounded-full ring-2 ring-card transition-transform duration-120 group-hover/port:scale-140"
          style={{ background: PORT_COLOR[port.type] }}
        />
        <span
          className={cn(
            'pointer-events-none absolute top-1/2 z-10 -translate-y-1/2 rounded-xs border bg-popover px-1.5 py-0.5 text-2xs whitespace-nowrap opacity-0 shadow-(--shadow-pop) transition-opacity duration-120 group-hover/port:opacity-100',
            side === 'in' ? 'right-4' : 'left-4',
          )}
        >
          {port.label} <span className="text-muted-foreground">{port.type}</span>
          {side === 'in' && port.required ? <span className="text-muted-foreground"> · needed</span> : null}
        </span>
      </Handle>
    ));
  return (
    <>
      {draw(descriptor.ports.in, 'in')}
      {draw(descriptor.ports.out, 'out')}
    </>
  );
});
