/**
 * The measures of a node card. They are fixed, not read from the page, so that a node that is culled still has a
 * place for its edges, and so that nothing is measured while panning.
 */
import type { NodeDescriptor } from '@codexos/protocol/catalogue';

export const CARD_WIDTH = 224;
const HEADER_HEIGHT = 44;
const ROW_HEIGHT = 18;
const ROWS_PADDING = 13;
const PORT_GAP = 20;
export const PORT_SIZE = 8;

export function cardHeight(descriptor: NodeDescriptor | undefined): number {
  const rowCount = descriptor?.cardSettings.length ?? 0;
  const portCount = Math.max(descriptor?.ports.in.length ?? 1, descriptor?.ports.out.length ?? 1);
  const content = HEADER_HEIGHT + (rowCount === 0 ? 0 : ROWS_PADDING + rowCount * ROW_HEIGHT);
  return Math.max(content, (portCount + 1) * PORT_GAP);
}

/** Distance of a port's centre from the top of the card. */
export function portOffset(index: number, count: number, height: number): number {
  return (height * (index + 1)) / (count + 1);
}
