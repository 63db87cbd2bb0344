/** The way of an edge from port to port: at right angles, and around the cards that stand between. */
import type { Box } from './card-index';
import type { Point } from './editor';

/** How far an edge leaves a port before it turns; also its distance from the cards it goes around. */
const STUB = 16;
/** Between ports closer than this an edge has no room to turn and leads around. */
const LEAST_GAP = 12;
/** An edge keeps this far from a card it passes. */
const CLEARANCE = 6;
const BEND_COST = 24;
/** Beyond this many cards in the way, a way around would cost more than it shows. */
const MOST_OBSTACLES = 40;

/** The corners of the way, ends included. Cards it cannot avoid are crossed. */
export function edgeRoute(from: Point, to: Point, cards: readonly Box[]): Point[] {
  const obstacles = cards.map((card) => (touches(card, from) || touches(card, to) ? shrink(card) : card));
  const middle = (from.x + to.x) / 2 + lean(from, to);
  const isForward = to.x - from.x >= LEAST_GAP;
  const stub = isForward ? Math.min(STUB, (to.x - from.x) / 2) : STUB;
  const direct = isForward ? throughColumn(from, to, middle) : undefined;
  if (direct && isClear(direct, obstacles)) return direct;
  if (obstacles.length > MOST_OBSTACLES) return direct ?? aroundLane(from, to, (from.y + to.y) / 2);

  const candidates = [
    ...(isForward
      ? [throughColumn(from, to, from.x + stub), throughColumn(from, to, to.x - stub)]
      : [aroundLane(from, to, (from.y + to.y) / 2)]),
    ...obstacles.flatMap(({ top, bottom }) => [
      aroundLane(from, to, top - STUB),
      aroundLane(from, to, bottom + STUB),
    ]),
  ];
  let best: Point[] | undefined;
  for (const candidate of candidates) {
    if (best && cost(candidate) >= cost(best)) continue;
    if (isClear(candidate, obstacles)) best = candidate;
  }
  return best ?? direct ?? aroundLane(from, to, (from.y + to.y) / 2);
}

/** Edges that go up and edges that go down turn beside each other, so that they can be told apart where they meet. */
function lean(from: Point, to: Point): number {
  return Math.sign(to.y - from.y) * Math.min(4, Math.abs(to.x - from.x) / 8);
}

/** One vertical piece at `x`. */
function throughColumn(from: Point, to: Point, x: number): Point[] {
  return [from, { x, y: from.y }, { x, y: to.y }, to];
}

/** Out of the port, along the lane at `y`, and in again. */
function aroundLane(from: Point, to: Point, y: number): Point[] {
  const out = from.x + STUB;
  const back = to.x - STUB;
  return [from, { x: out, y: from.y }, { x: out, y }, { x: back, y }, { x: back, y: to.y }, to];
}

function cost(points: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < points.length; index += 1) {
    const [before, here] = [points[index - 1], points[index]];
    if (before && here) length += Math.abs(here.x - before.x) + Math.abs(here.y - before.y);
  }
  return length + points.length * BEND_COST;
}

function isClear(points: readonly Point[], obstacles: readonly Box[]): boolean {
  for (let index = 1; index < points.length; index += 1) {
    const [before, here] = [points[index - 1], points[index]];
    if (before && here && obstacles.some((box) => crosses(before, here, box))) return false;
  }
  return true;
}

function touches({ left, top, right, bottom }: Box, { x, y }: Point): boolean {
  return x > left - CLEARANCE && x < right + CLEARANCE && y > top && y < bottom;
}

/** An edge begins and ends on the border of its own cards, so these are only barred inside. */
function shrink({ left, top, right, bottom }: Box): Box {
  const by = CLEARANCE + 1;
  return { left: left + by, top: top + by, right: right - by, bottom: bottom - by };
}

function crosses(one: Point, other: Point, { left, top, right, bottom }: Box): boolean {
  return (
    Math.max(one.x, other.x) > left - CLEARANCE &&
    Math.min(one.x, other.x) < right + CLEARANCE &&
    Math.max(one.y, other.y) > top - CLEARANCE &&
    Math.min(one.y, other.y) < bottom + CLEARANCE
  );
}

const CORNER = 8;

/** The way as an SVG path with rounded corners. */
export function toPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  for (const [index, corner] of rest.entries()) {
    const before = points[index];
    const after = rest[index + 1];
    if (!before || !after) {
      path += `L${corner.x} ${corner.y}`;
      continue;
    }
    const radius = Math.min(CORNER, distance(before, corner) / 2, distance(corner, after) / 2);
    const start = towards(corner, before, radius);
    const end = towards(corner, after, radius);
    path += `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
  }
  return path;
}

function distance(one: Point, other: Point): number {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

function towards(from: Point, to: Point, length: number): Point {
  return {
    x: from.x + Math.sign(to.x - from.x) * length,
    y: from.y + Math.sign(to.y - from.y) * length,
  };
}
