'use client';
import { useCanvas, useCanvasState } from './model/canvas-context';
import { nodeLabel, type CanvasNode } from './model/canvas-node';
import { connectionsOf } from './model/port-connections';
import { describeConfig } from './describe-config';
import { NodeTile } from './node-tile';

/** The selected node to read: its kind, its settings without secrets, and what it is connected with. */
export function NodeDetails() {
  const node = useCanvasState(({ nodes }) => nodes.find(({ selected }) => selected));
  if (!node)
    return (
      <p className="text-sm text-muted-foreground">
        Choose a node to read its settings. Nothing here runs or can be changed.
      </p>
    );
  const { data } = node;
  const lines = describeConfig(data.node, data.descriptor);
  return (
    <>
      <div className="flex items-start gap-2.5">
        <NodeTile descriptor={data.descriptor} className="size-7" />
        <div className="min-w-0">
          <h3 className="truncate text-sm font-semibold">{nodeLabel(data)}</h3>
          <p className="text-xs text-muted-foreground">
            {data.descriptor
              ? `${data.descriptor.label}. ${data.descriptor.summary}.`
              : `The kind ${data.node.kind} is not installed here.`}
          </p>
        </div>
      </div>
      <dl aria-label="Settings" className="flex flex-col gap-2.5">
        {lines.map(({ name, label, text }) => (
          <div key={name} className="flex flex-col gap-0.5">
            <dt className="text-2xs text-muted-foreground">{label}</dt>
            <dd className="font-mono text-xs leading-4.5 break-words whitespace-pre-wrap">{text}</dd>
          </div>
        ))}
      </dl>
      {lines.length === 0 ? <p className="text-xs text-muted-foreground">It has no settings.</p> : null}
      <Connections node={node} />
    </>
  );
}

function Connections({ node: { id, data } }: { node: CanvasNode }) {
  const { kinds } = useCanvas();
  const flow = useCanvasState((state) => state.flow);
  const rows = (['in', 'out'] as const).flatMap((side) =>
    (data.descriptor?.ports[side] ?? []).flatMap((port) =>
      connectionsOf(flow, kinds, { node: id, port: port.name, side }).map(({ edgeId, label }) => ({
        edgeId: `${side}-${edgeId}`,
        text: `${port.label} ${side === 'in' ? 'from' : 'to'} ${label}`,
      })),
    ),
  );
  if (rows.length === 0) return null;
  return (
    <ul aria-label="Connections" className="flex flex-col gap-0.5 border-t pt-3 text-xs">
      {rows.map(({ edgeId, text }) => (
        <li key={edgeId}>{text}</li>
      ))}
    </ul>
  );
}
