import { expect, type Locator, type Page } from '@playwright/test';
import type { Api } from './api';

/** A flow as the API takes it. */
export interface FlowFile {
  name: string;
  nodes: object[];
  edges: object[];
}

/** Input, model and output; the model is the scripted one unless another is named. */
export function modelFlow(name: string, model = 'local/scripted'): FlowFile {
  return {
    name,
    nodes: [
      {
        id: 'question',
        kind: 'input',
        label: 'Question',
        config: { name: 'question' },
        position: { x: 0, y: 0 },
      },
      { id: 'writer', kind: 'model', label: 'Writer', config: { model }, position: { x: 320, y: 0 } },
      {
        id: 'result',
        kind: 'output',
        label: 'Result',
        config: { name: 'answer' },
        position: { x: 640, y: 0 },
      },
    ],
    edges: [
      { id: 'e1', from: { node: 'question', port: 'value' }, to: { node: 'writer', port: 'prompt' } },
      { id: 'e2', from: { node: 'writer', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  };
}

/** Rows of expressions, each fed by the one before it. */
export function largeFlow(nodeCount: number): FlowFile {
  const columns = Math.ceil(Math.sqrt(nodeCount));
  const nodes = Array.from({ length: nodeCount }, (_, index) => ({
    id: `n${index}`,
    kind: 'expression',
    label: `Step ${index}`,
    config: { expression: 'input' },
    position: { x: (index % columns) * 300, y: Math.floor(index / columns) * 170 },
  }));
  const edges = nodes
    .map((_, index) => index)
    .filter((index) => index % columns !== 0)
    .map((index) => ({
      id: `e${index}`,
      from: { node: `n${index - 1}`, port: 'value' },
      to: { node: `n${index}`, port: 'input' },
    }));
  return { name: `${nodeCount} nodes`, nodes, edges };
}

/** Creates a flow and opens it. */
export async function openFlow(page: Page, api: Api, flow: FlowFile): Promise<string> {
  const { id } = await api.post<{ id: string }>('/flows', { flow });
  await page.goto(`/flows/${id}`);
  await expect(page.getByTestId('flow-canvas')).toBeVisible({ timeout: 30_000 });
  if (flow.nodes.length > 0) await expect(page.locator('.react-flow__node').first()).toBeVisible();
  return id;
}

export function node(page: Page, label: string): Locator {
  return page.locator('.react-flow__node').filter({ hasText: label });
}

/** A free spot of the canvas: where a press reaches the pane and not a node or a panel. */
export async function freeSpot(page: Page): Promise<{ x: number; y: number }> {
  const spot = await page.evaluate(() => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!box) return undefined;
    for (let y = box.top + box.height * 0.6; y > box.top + box.height * 0.3; y -= 7) {
      for (let x = box.left + box.width * 0.7; x > box.left + box.width * 0.45; x -= 9) {
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane')) return { x, y };
      }
    }
    return undefined;
  });
  if (!spot) throw new Error('The canvas has no free spot.');
  return spot;
}

/** What the server has of a flow. */
export async function draftOf(api: Api, flowId: string) {
  const { draft } = await api.get<{
    draft: {
      nodes: { id: string; kind: string; label?: string; position: { x: number; y: number } }[];
      edges: object[];
    };
  }>(`/flows/${flowId}`);
  return draft;
}
