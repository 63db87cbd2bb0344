/** How much of a flow is shown when it opens, and how large. */
import type { Point } from './editor';
import { CARD_WIDTH } from './geometry';

interface Box {
  position: Point;
  height?: number | undefined;
}

interface Pane {
  width: number;
  height: number;
}

/** Room around the flow in pixels; above it stands the toolbar. */
const ROOM = { top: 64, right: 28, bottom: 40, left: 28 };
/** Up to this many nodes the names on the cards stay readable, even when not all of them fit. */
const READABLE_COUNT = 20;
const READABLE_ZOOM = 0.33;

/**
 * The view with which a flow opens: real size when it fits, else as small as it must be, but not so small that a flow
 * of a few nodes could not be read or a large one not be recognised. What does not fit shows where it begins.
 */
export function openingView(nodes: readonly Box[], pane: Pane): { x: number; y: number; zoom: number } {
  const left = Math.min(...nodes.map(({ position }) => position.x));
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const width = Math.max(...nodes.map(({ position }) => position.x + CARD_WIDTH)) - left;
  const height = Math.max(...nodes.map(({ position, height: own = 0 }) => position.y + own)) - top;
  const room = {
    width: pane.width - ROOM.left - ROOM.right,
    height: pane.height - ROOM.top - ROOM.bottom,
  };
  const fitting = Math.min(room.width / width, room.height / height, 1);
  const zoom = Math.max(fitting, nodes.length <= READABLE_COUNT ? READABLE_ZOOM : 0.3);
  const place = (start: number, size: number, before: number, free: number) =>
    before + Math.max((free - size * zoom) / 2, 0) - start * zoom;
  return {
    x: place(left, width, ROOM.left, room.width),
    y: place(top, height, ROOM.top, room.height),
    zoom,
  };
}
