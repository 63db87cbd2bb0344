import type { Flow } from '@codexos/protocol/flow';

export interface PictureBox {
  id: string;
  label: string;
  kind: string;
  x: number;
  y: number;
}

export interface PictureLine {
  id: string;
  path: string;
}

export interface FlowPicture {
  boxes: PictureBox[];
  lines: PictureLine[];
  /** `min-x min-y width height`, as SVG takes it. */
  viewBox: string;
}

export const BOX_WIDTH = 200;
export const BOX_HEIGHT = 56;
const MARGIN = 24;

/** A still picture of a flow, made from its graph alone: where each node stands and what leads where. */
export function pictureOfFlow({ nodes, edges }: Pick<Flow, 'nodes' | 'edges'>): FlowPicture {
  const boxes = nodes.map(({ id, label, kind, position }) => ({
    id,
    label: label ?? id,
    kind,
    x: position.x,
    y: position.y,
  }));
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const lines = edges.flatMap(({ id, from, to }) => {
    const [start, end] = [byId.get(from.node), byId.get(to.node)];
    return start && end ? [{ id, path: pathBetween(start, end) }] : [];
  });
  const left = Math.min(0, ...boxes.map(({ x }) => x));
  const top = Math.min(0, ...boxes.map(({ y }) => y));
  const right = Math.max(BOX_WIDTH, ...boxes.map(({ x }) => x + BOX_WIDTH));
  const bottom = Math.max(BOX_HEIGHT, ...boxes.map(({ y }) => y + BOX_HEIGHT));
  const size = [left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN];
  return { boxes, lines, viewBox: size.join(' ') };
}

function pathBetween(start: PictureBox, end: PictureBox): string {
  const [x1, y1] = [start.x + BOX_WIDTH, start.y + BOX_HEIGHT / 2];
  const [x2, y2] = [end.x, end.y + BOX_HEIGHT / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}`;
}
