import { describe, expect, it } from 'vitest';
import { cardIndex, type Box } from './card-index';
import { edgeRoute, toPath } from './edge-route';

const from = { x: 224, y: 50 };
const card = (left: number, top: number): Box => ({ left, top, right: left + 224, bottom: top + 90 });

function crossed(points: readonly { x: number; y: number }[], { left, top, right, bottom }: Box): boolean {
  return points.slice(1).some((here, index) => {
    const before = points[index] ?? here;
    return (
      Math.max(before.x, here.x) > left &&
      Math.min(before.x, here.x) < right &&
      Math.max(before.y, here.y) > top &&
      Math.min(before.y, here.y) < bottom
    );
  });
}

describe('edgeRoute', () => {
  it('turns half way where nothing stands between', () => {
    expect(edgeRoute(from, { x: 324, y: 90 }, [])).toEqual([
      from,
      { x: 278, y: 50 },
      { x: 278, y: 90 },
      { x: 324, y: 90 },
    ]);
  });

  it('turns an edge that goes up beside one that goes down', () => {
    const column = (y: number) => edgeRoute(from, { x: 324, y }, [])[1]?.x;
    expect([column(10), column(50), column(90)]).toEqual([270, 274, 278]);
  });

  it('goes around a card that stands between, on the shorter side', () => {
    const between = card(300, 20);
    const to = { x: 600, y: 50 };
    const route = edgeRoute(from, to, [between]);
    expect(crossed(route, between)).toBe(false);
    expect([route[0], route.at(-1)]).toEqual([from, to]);
    expect(Math.min(...route.map(({ y }) => y))).toBeLessThan(between.top);
  });

  it('finds a column that is free before it leaves the way', () => {
    const below = card(300, 80);
    const route = edgeRoute(from, { x: 600, y: 200 }, [below]);
    expect(crossed(route, below)).toBe(false);
    expect(route).toHaveLength(4);
  });

  it('leads back around the cards of a loop', () => {
    const own = [card(0, 5), card(600, 5)];
    const route = edgeRoute({ x: 824, y: 50 }, { x: 0, y: 50 }, own);
    expect(own.some((box) => crossed(route, box))).toBe(false);
  });

  it('always has a way, also where a card covers the other port', () => {
    const to = { x: 600, y: 50 };
    const cover = { left: 400, top: 20, right: 590, bottom: 300 };
    expect(edgeRoute(from, to, [cover])).toEqual([from, { x: 412, y: 50 }, { x: 412, y: 50 }, to]);
  });
});

describe('toPath', () => {
  it('rounds the corners and never beyond half a piece', () => {
    const path = toPath([from, { x: 274, y: 50 }, { x: 274, y: 54 }, { x: 324, y: 54 }]);
    expect(path).toBe('M224 50L272 50Q274 50 274 52L274 52Q274 54 276 54L324 54');
  });
});

describe('cardIndex', () => {
  it('finds what reaches into a strip and nothing else, and is kept for a list', () => {
    const cards = [0, 300, 600, 900].map((x) => ({ position: { x, y: 0 }, height: 90 }));
    const found = (left: number, right: number) =>
      cardIndex(cards)
        .between(left, right)
        .map((box) => box.left);
    expect(found(530, 620)).toEqual([600]);
    expect(found(500, 620)).toEqual([300, 600]);
    expect(cardIndex(cards)).toBe(cardIndex(cards));
  });
});
