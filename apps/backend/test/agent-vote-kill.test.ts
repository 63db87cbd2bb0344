import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProposalVote } from '@codexos/protocol/governance';
import type { AgentVote } from '@codexos/protocol/vote-policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentVoteKillOrder } from './agent-vote-kill-worker.ts';

const worker = new URL('agent-vote-kill-worker.ts', import.meta.url).pathname;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codexos-vote-kill-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Outcome {
  onChain: ProposalVote[];
  votes: AgentVote[];
  reviewCount: number;
  auditCount: number;
}

/** Each point at which nobody could know what had become of the vote, if it were not looked for. */
const POINTS = ['planned', 'signed', 'chain-logged', 'chain-mined', 'sent', 'noted'] as const;

describe('a vote of an agent whose process is killed', () => {
  it.each(POINTS)(
    'right after “%s” is on the chain once, and known to be',
    async (dieAt) => {
      const dataFolder = join(folder, dieAt);
      expect(await live({ dataFolder, dieAt })).toBeUndefined();
      const outcome = await live({ dataFolder });
      expect(outcome?.onChain).toHaveLength(1);
      expect(outcome?.votes).toEqual([
        expect.objectContaining({ state: 'cast', transaction: outcome?.onChain[0]?.transaction }),
      ]);
      expect(outcome?.reviewCount).toBe(1);
      // Killed between the log and the row, it is logged again: never not at all.
      expect(outcome?.auditCount).toBe(dieAt === 'noted' ? 2 : 1);
    },
    60_000,
  );
});

/** Lets a process work until it dies or the vote is cast. Undefined when it was killed. */
async function live(order: AgentVoteKillOrder): Promise<Outcome | undefined> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', worker, JSON.stringify(order)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'cache') },
    },
  );
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...end) => resolve(end)),
  );
  if (signal === 'SIGKILL') return undefined;
  if (code !== 0) throw new Error(`The worker ended with ${code ?? signal ?? ''}.`);
  return JSON.parse(output) as Outcome;
}
