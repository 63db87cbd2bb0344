'use client';
import { disconnect } from '@codexos/flow-document';
import type { PortDescriptor } from '@codexos/protocol/catalogue';
import type { Flow } from '@codexos/protocol/flow';
import { PlusIcon, XIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';
import type { CanvasNode } from '@/features/canvas/model/canvas-node';
import { connectionsOf, fittingEnds, type PortSide } from '@/features/canvas/model/port-connections';

/** The edges of a node, port by port: to read, remove and draw them without a pointer. */
export function NodeConnections({ node: { id, data } }: { node: CanvasNode }) {
  const { descriptor } = data;
  if (!descriptor) return null;
  return (
    <section aria-label="Connections" className="flex flex-col gap-3 border-t pt-4">
      <h3 className="text-xs font-medium">Connections</h3>
      {descriptor.ports.in.map((port) => (
        <PortRow key={`in-${port.name}`} nodeId={id} side="in" port={port} />
      ))}
      {descriptor.ports.out.map((port) => (
        <PortRow key={`out-${port.name}`} nodeId={id} side="out" port={port} />
      ))}
    </section>
  );
}

interface PortRowProps {
  nodeId: string;
  side: PortSide;
  port: PortDescriptor;
}

function PortRow({ nodeId, side, port }: PortRowProps) {
  const { editor, kinds } = useCanvas();
  const flow = useCanvasState((state) => state.flow);
  const edges = connectionsOf(flow, kinds, { node: nodeId, port: port.name, side });
  const word = side === 'in' ? 'from' : 'to';
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-2 text-xs text-muted-foreground">
        <span>
          {port.label} <span className="font-mono text-2xs">{port.type}</span>
        </span>
        {editor ? <ConnectMenu nodeId={nodeId} side={side} port={port} /> : null}
      </div>
      <ul aria-label={`${port.label}: edges ${word}`} className="flex flex-col">
        {edges.map(({ edgeId, label }) => (
          <li key={edgeId} className="flex items-center gap-1 text-sm">
            <span className="text-muted-foreground">{word}</span>
            <span className="min-w-0 flex-1 truncate">{label}</span>
            {editor ? (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={`Remove the edge ${word} ${label}`}
                onClick={() => editor.edit((doc, origin) => disconnect(doc, [edgeId], origin))}
              >
                <XIcon aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ConnectMenu({ nodeId, side, port }: PortRowProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="quiet"
          size="sm"
          aria-label={`Connect ${port.label} ${side === 'in' ? 'from' : 'to'}…`}
        >
          <PlusIcon aria-hidden /> Connect
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-h-80 overflow-y-auto">
        <Choices nodeId={nodeId} side={side} port={port} />
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** Made only while the menu is open: in a large flow there are many ends to look at. */
function Choices({ nodeId, side, port }: PortRowProps) {
  const { editor, kinds, store } = useCanvas();
  const flow: Flow = store.getState().flow;
  const ends = fittingEnds(flow, kinds, { node: nodeId, port: port.name, side });
  if (ends.length === 0)
    return <p className="px-2 py-1.5 text-sm text-muted-foreground">Nothing fits here.</p>;
  return ends.map(({ label, ends: chosen }) => (
    <DropdownMenuItem key={label} onSelect={() => void editor?.connect(chosen)}>
      {label}
    </DropdownMenuItem>
  ));
}
