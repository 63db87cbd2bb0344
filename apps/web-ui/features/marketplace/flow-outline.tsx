'use client';
import { getCatalogue } from '@codexos/protocol/contracts/system.contract';
import type { FlowOutline as Outline } from '@codexos/protocol/flow-outline';
import { groupColor } from '@/features/canvas/group-color';
import { useApiQuery } from '@/lib/api/use-api-query';

const WIDTH = 320;
const HEIGHT = 84;
const NODE = { width: 26, height: 14 };
const MARGIN = { x: 22, y: 16 };

/** The picture of a flow from its graph alone. What it is of stands beside it, so it says nothing to a screen reader. */
export function FlowOutline({ outline }: { outline: Outline }) {
  const { data: catalogue } = useApiQuery(getCatalogue, {}, { staleTime: 60_000 });
  const groups = new Map((catalogue?.nodes ?? []).map(({ kind, group }) => [kind, group]));
  const places = outline.nodes.map(({ x, y }) => ({
    x: MARGIN.x + (x / 1_000) * (WIDTH - 2 * MARGIN.x),
    y: MARGIN.y + (y / 1_000) * (HEIGHT - 2 * MARGIN.y),
  }));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-21 w-full" aria-hidden>
      {outline.edges.map(([from, to], index) => {
        const [start, end] = [places[from], places[to]];
        if (!start || !end) return null;
        const middle = (start.x + end.x) / 2;
        return (
          <path
            key={index}
            d={`M${start.x} ${start.y}C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`}
            className="fill-none stroke-border"
            strokeWidth={1.5}
          />
        );
      })}
      {outline.nodes.map(({ kind }, index) => {
        const place = places[index];
        if (!place) return null;
        return (
          <rect
            key={index}
            x={place.x - NODE.width / 2}
            y={place.y - NODE.height / 2}
            {...NODE}
            rx={3}
            className="fill-card"
            stroke={groupColor(groups.get(kind))}
            strokeWidth={1.5}
          />
        );
      })}
    </svg>
  );
}
