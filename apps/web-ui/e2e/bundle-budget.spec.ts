/** What a page costs before it can be used: the budget of each route, in bytes of JavaScript before compression. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';

interface RouteStats {
  route: string;
  firstLoadUncompressedJsBytes: number;
}

const BUDGETS: Record<string, number> = {
  '/': 1_140_000,
  '/_not-found': 1_050_000,
  '/agents': 1_090_000,
  '/agents/[agentId]': 1_230_000,
  '/chat': 1_140_000,
  '/chat/[conversationId]': 1_200_000,
  '/files': 1_064_000,
  '/files/[sourceId]': 1_120_000,
  '/flows': 1_110_000,
  '/flows/[flowId]': 1_165_000,
  '/knowledge': 1_070_000,
  '/knowledge/[knowledgeBaseId]': 1_185_000,
  '/runs': 1_105_000,
  '/runs/[runId]': 1_068_000,
  '/settings': 1_150_000,
  '/tools/[toolId]': 1_180_000,
  '/tools/new': 1_172_000,
};
/** For a route without a line of its own. */
const BUDGET = 1_155_000;

const file = resolve(import.meta.dirname, '../.next/diagnostics/route-bundle-stats.json');

test('no route loads more JavaScript at first than its budget', () => {
  const stats = JSON.parse(readFileSync(file, 'utf8')) as RouteStats[];
  expect(stats.length).toBeGreaterThanOrEqual(Object.keys(BUDGETS).length);
  const over = stats
    .map(({ route, firstLoadUncompressedJsBytes }) => ({
      route,
      bytes: firstLoadUncompressedJsBytes,
      budget: BUDGETS[route] ?? BUDGET,
    }))
    .filter(({ bytes, budget }) => bytes > budget);
  expect(over, 'Load what is not needed at once with next/dynamic').toEqual([]);
});

test('every budget is of a route that there is', () => {
  const stats = JSON.parse(readFileSync(file, 'utf8')) as RouteStats[];
  const routes = stats.map(({ route }) => route);
  expect(Object.keys(BUDGETS).filter((route) => !routes.includes(route))).toEqual([]);
});
