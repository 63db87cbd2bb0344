/** How long a person waits from the click on Run to the first sign of life, measured inside the page. */
import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import type { BenchRow } from '../bench-row.ts';
import { startBackend } from './start-backend.ts';
import { startWordServer } from './word-server.ts';

const RUNS = 12;
const WARM_UP = 2;

/** Milliseconds after the click. */
interface Run {
  event: number;
  text: number;
  shown: number;
}

export async function browserBenchmarks(): Promise<BenchRow[]> {
  await using model = await startWordServer();
  await using backend = await startBackend(model.baseUrl);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watch);
    await page.goto(backend.startAddress);
    await page.getByRole('link', { name: 'Flows' }).first().waitFor();
    const { id } = await post(page, '/api/v1/flows', { flow });
    await page.goto(new URL(`/flows/${id}`, backend.startAddress).href);
    await page.locator('.react-flow__node').first().waitFor({ timeout: 60_000 });
    const requestMs = median(await bareRequests(page));
    const runs: Run[] = [];
    for (let index = 0; index < RUNS; index += 1) {
      const run = await runOnce(page);
      if (index >= WARM_UP) runs.push(run);
    }
    return toRows(runs, requestMs);
  } finally {
    await browser.close();
  }
}

function toRows(runs: readonly Run[], requestMs: number): BenchRow[] {
  const note = `${runs.length} runs of an input and a model that answers at once; the click and what follows are stamped in the page.`;
  const floor = { baseline: requestMs, baselineName: 'a bare request of the same page, median' };
  const rowsOf = (name: string, pick: (run: Run) => number): BenchRow[] => {
    const times = runs.map(pick);
    return [
      { part: 'browser', name: `${name}, median`, unit: 'ms', ours: median(times), ...floor, note },
      { part: 'browser', name: `${name}, slowest`, unit: 'ms', ours: Math.max(...times), ...floor, note },
    ];
  };
  return [
    ...rowsOf('Click on Run to the first event in the page', ({ event }) => event),
    ...rowsOf('Click on Run to the first streamed text in the page', ({ text }) => text),
    ...rowsOf('Click on Run to the text on its node', ({ shown }) => shown),
  ];
}

interface Watch {
  click?: number;
  event?: number;
  text?: number;
  shown?: number;
}

/** Runs in the page before anything of ours: stamps clicks, frames of the socket and text on a node. */
function watch(): void {
  const times: Watch = {};
  Object.assign(globalThis, { benchTimes: times });
  document.addEventListener(
    'click',
    (event) => {
      const selector = '[role="dialog"] button[type="submit"]';
      if (!(event.target instanceof Element) || !event.target.closest(selector)) return;
      for (const key of ['event', 'text', 'shown'] as const) delete times[key];
      times.click = performance.now();
    },
    { capture: true },
  );
  const Inner = globalThis.WebSocket;
  globalThis.WebSocket = class extends Inner {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string' || times.click === undefined) return;
        if (data.includes('"run-start"')) times.event ??= performance.now();
        if (data.includes('At once.')) times.text ??= performance.now();
      });
    }
  };
  const look = (): void => {
    const text = document.querySelector('[data-testid="node-live-text"]')?.textContent ?? '';
    if (times.click !== undefined && text.includes('At once.')) times.shown ??= performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

async function runOnce(page: Page): Promise<Run> {
  await page.getByRole('button', { name: 'Run', exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'question' }).fill('Say something');
  // The click that is stamped.
  await dialog.getByRole('button', { name: /^Run/ }).click();
  const read = await page.waitForFunction(
    () => {
      const { click, event, text, shown } = (globalThis as unknown as { benchTimes: Watch }).benchTimes;
      if (click === undefined || event === undefined || text === undefined || shown === undefined)
        return null;
      return { event: event - click, text: text - click, shown: shown - click };
    },
    undefined,
    { timeout: 20_000 },
  );
  const run = (await read.jsonValue()) as Run;
  // The next click must find a flow at rest: the live text goes when the node ends.
  await page.getByTestId('node-live-text').waitFor({ state: 'detached', timeout: 20_000 });
  await page.getByRole('button', { name: 'Run', exact: true }).first().waitFor({ timeout: 20_000 });
  return run;
}

/** The same page asking the server for something small: the floor of any round trip. */
function bareRequests(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const times: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const startedAt = performance.now();
      await (await fetch('/api/v1/status')).text();
      times.push(performance.now() - startedAt);
    }
    return times;
  });
}

function post(page: Page, path: string, body: unknown): Promise<{ id: string }> {
  return page.evaluate(
    async ([url, content]) => {
      const response = await fetch(url, {
        method: 'POST',
        body: content,
        headers: { 'content-type': 'application/json' },
      });
      if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as { id: string };
    },
    [path, JSON.stringify(body)] as const,
  );
}

const flow = {
  name: 'Benchmark',
  nodes: [
    {
      id: 'ask',
      kind: 'input',
      label: 'Question',
      config: { name: 'question' },
      position: { x: 0, y: 0 },
    },
    {
      id: 'writer',
      kind: 'model',
      label: 'Writer',
      config: { model: 'local/words' },
      position: { x: 320, y: 0 },
    },
    { id: 'result', kind: 'output', label: 'Result', config: { name: 'answer' }, position: { x: 640, y: 0 } },
  ],
  edges: [
    { id: 'e1', from: { node: 'ask', port: 'value' }, to: { node: 'writer', port: 'prompt' } },
    { id: 'e2', from: { node: 'writer', port: 'text' }, to: { node: 'result', port: 'value' } },
  ],
};

function findChromium(): string {
  const found = [
    process.env.CODEXOS_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found !== undefined) return found;
  throw new Error('No Chromium was found. Install one, or name it with CODEXOS_CHROMIUM.');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
