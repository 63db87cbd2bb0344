import { describe, expect, it } from 'vitest';
import { deploymentSchema, type DeploymentEvent } from './deployment.ts';
import { foldDeployment } from './deployment-view.ts';
import type { DeploymentId } from './ids.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as DeploymentId;
const created: DeploymentEvent = {
  seq: 1,
  at: 10,
  type: 'draft-create',
  name: 'Shout',
  target: { type: 'app' },
  sdl: 'version: "2.0"',
  rule: { type: 'cheapest' },
  depositMicroUsd: 5_000_000,
  isSimulated: true,
  server: 'http://127.0.0.1:1',
};

describe('foldDeployment', () => {
  it('keeps the tokens that were made, with their end, and nothing of their values', () => {
    const { tokens, state, seq } = foldDeployment(id, [
      created,
      { seq: 2, at: 20, type: 'token-create', id: 'a', name: 'Nightly report', expiresAt: 90 },
      { seq: 3, at: 30, type: 'token-create', id: 'b', name: 'Shop window' },
    ]);
    expect(tokens).toEqual([
      { id: 'a', name: 'Nightly report', createdAt: 20, expiresAt: 90 },
      { id: 'b', name: 'Shop window', createdAt: 30 },
    ]);
    expect([state, seq]).toEqual(['draft', 3]);
  });

  it('does not begin with anything but a draft', () => {
    expect(() => foldDeployment(id, [{ seq: 1, at: 1, type: 'deploy-request' }])).toThrow('its creation');
  });
});

it('reads a deployment that was stored before there were tokens', () => {
  const { tokens: _tokens, ...stored } = foldDeployment(id, [created]);
  expect(deploymentSchema.parse(stored).tokens).toEqual([]);
});
