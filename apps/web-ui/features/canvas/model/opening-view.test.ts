import { describe, expect, it } from 'vitest';
import { CARD_WIDTH } from './geometry';
import { openingView } from './opening-view';

const PANE = { width: 1_000, height: 700 };
const row = (count: number, gap: number) =>
  Array.from({ length: count }, (_, index) => ({ position: { x: 100 + index * gap, y: 50 }, height: 100 }));

describe('openingView', () => {
  it('shows a flow that fits at its real size, in the middle', () => {
    const { x, y, zoom } = openingView(row(3, 300), PANE);
    expect(zoom).toBe(1);
    expect(x + 100 + (600 + CARD_WIDTH) / 2).toBe(500);
    expect(y + 50 + 50).toBe(64 + (700 - 104) / 2);
  });

  it('makes a flow smaller until it fits', () => {
    const { zoom } = openingView(row(4, 280), PANE);
    expect(zoom).toBeCloseTo(944 / (840 + CARD_WIDTH));
  });

  it('keeps the names of a flow of a few nodes readable and shows where it begins', () => {
    const { x, zoom } = openingView(row(12, 300), PANE);
    expect(zoom).toBe(0.33);
    expect(x + 100 * zoom).toBe(28);
  });

  it('shows the shape of a large flow', () => {
    expect(openingView(row(60, 300), PANE).zoom).toBe(0.3);
  });
});
