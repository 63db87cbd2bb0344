'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import type { Flow } from '@codexos/protocol/flow';
import { groupColor } from '@/features/canvas/group-color';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatCount } from '@/lib/format';
import { BOX_HEIGHT, BOX_WIDTH, pictureOfFlow } from './picture-of-flow';

const MAX_LABEL = 24;

/** A flow to look at: nothing in it can be opened, changed or run. */
export function FlowPicture({ flow }: { flow: Flow }) {
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const { boxes, lines, viewBox } = pictureOfFlow(flow);
  const groupOf = (kind: string) => catalogue?.nodes.find((node) => node.kind === kind)?.group;
  return (
    <svg
      viewBox={viewBox}
      role="img"
      aria-label={`Picture of the flow: ${formatCount(boxes.length, 'node')}, ${formatCount(lines.length, 'edge')}`}
      className="max-h-96 w-full"
    >
      {lines.map(({ id, path }) => (
        <path key={id} d={path} fill="none" stroke="var(--border-strong, var(--input))" strokeWidth={2} />
      ))}
      {boxes.map(({ id, label, kind, x, y }) => (
        <g key={id} transform={`translate(${x} ${y})`}>
          <rect width={BOX_WIDTH} height={BOX_HEIGHT} rx={10} fill="var(--card)" stroke="var(--input)" />
          <rect x={12} y={16} width={24} height={24} rx={6} fill={groupColor(groupOf(kind))} opacity={0.85} />
          <text x={46} y={26} fontSize={14} fontWeight={500} fill="var(--foreground)">
            {label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL - 1)}…` : label}
          </text>
          <text x={46} y={43} fontSize={11} fill="var(--muted-foreground)">
            {kind}
          </text>
        </g>
      ))}
    </svg>
  );
}
