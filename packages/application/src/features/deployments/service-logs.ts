/** Follows the logs of deployments while somebody watches, one stream for each however many watch it. */
import { followLogs } from '@codexos/chain/akash';
import type { DeploymentLogLine } from '@codexos/protocol/deployment';
import type { WireError } from '@codexos/protocol/wire-error';
import { sleep } from '@codexos/utils/async';
import { CodexError, toWireError } from '@codexos/utils/errors';
import type { AkashAccount } from './akash-account.ts';
import type { DeploymentRecord } from './deployment-store.ts';

/** Lines that a new watcher gets first. */
const KEPT_LINES = 500;
const TOKEN_SECONDS = 900;
const AGAIN_MS = 3_000;
/** How long the last lines may take to come when nobody follows. */
const READ_MS = 10_000;

export interface LogUpdate {
  lines: DeploymentLogLine[];
  /** True when the lines take the place of all before. */
  isReset: boolean;
  problem?: WireError;
}

interface Stream {
  controller: AbortController;
  lines: DeploymentLogLine[];
  watchers: Set<(update: LogUpdate) => void>;
  finished: Promise<void>;
}

export function createServiceLogs(account: AkashAccount) {
  const streams = new Map<string, Stream>();

  const connect = async (
    deployment: DeploymentRecord,
    options: {
      tail: number;
      isFollowing: boolean;
      signal: AbortSignal;
      onLine: (line: DeploymentLogLine) => void;
    },
  ): Promise<void> => {
    const { dseq, chosen, hostUri, workspaceId } = deployment;
    if (dseq === undefined || !chosen || hostUri === undefined) throw noLogs(deployment);
    const { provider, gseq, oseq } = chosen;
    const token = await account.client(workspaceId).createLeaseToken({ provider, ttlSeconds: TOKEN_SECONDS });
    await followLogs({
      ...options,
      proxyUrl: account.proxyUrl,
      hostUri,
      lease: { dseq, gseq, oseq, provider },
      token,
    });
  };

  const follow = async (deployment: DeploymentRecord, stream: Stream): Promise<void> => {
    const { signal } = stream.controller;
    const tell = (update: LogUpdate): void => stream.watchers.forEach((watcher) => watcher(update));
    while (!signal.aborted) {
      // Each connection begins with the last lines, so what was there before gives way to them.
      stream.lines = [];
      tell({ lines: [], isReset: true });
      try {
        await connect(deployment, {
          tail: KEPT_LINES,
          isFollowing: true,
          signal,
          onLine: (line) => {
            stream.lines = [...stream.lines, line].slice(-KEPT_LINES);
            tell({ lines: [line], isReset: false });
          },
        });
      } catch (error) {
        tell({ lines: [], isReset: false, problem: toWireError(error) });
      }
      await pauseUnlessAborted(AGAIN_MS, signal);
    }
  };

  return {
    /** The lines so far, then each as it comes. Returns the way out. Throws when there can be none. */
    watch(deployment: DeploymentRecord, watcher: (update: LogUpdate) => void): () => void {
      if (deployment.hostUri === undefined) throw noLogs(deployment);
      const known = streams.get(deployment.id);
      const stream: Stream = known ?? {
        controller: new AbortController(),
        lines: [],
        watchers: new Set(),
        finished: Promise.resolve(),
      };
      stream.watchers.add(watcher);
      if (known) watcher({ lines: known.lines, isReset: true });
      else {
        streams.set(deployment.id, stream);
        stream.finished = follow(deployment, stream);
      }
      return () => {
        stream.watchers.delete(watcher);
        if (stream.watchers.size > 0) return;
        stream.controller.abort();
        streams.delete(deployment.id);
      };
    },

    /** The last lines, at most `tail`. */
    async read(deployment: DeploymentRecord, tail: number): Promise<DeploymentLogLine[]> {
      const lines: DeploymentLogLine[] = [];
      const signal = AbortSignal.timeout(READ_MS);
      await connect(deployment, { tail, isFollowing: false, signal, onLine: (line) => lines.push(line) });
      return lines.slice(-tail);
    },

    async close(): Promise<void> {
      const open = [...streams.values()];
      for (const { controller } of open) controller.abort();
      await Promise.all(open.map(({ finished }) => finished));
    },
  };
}

async function pauseUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function noLogs(deployment: DeploymentRecord): CodexError {
  return new CodexError({
    code: 'DEPLOYMENT_STATE_WRONG',
    message: `The deployment ${deployment.name} has no lease yet, so nothing writes logs.`,
    hint: 'They begin once a provider has the manifest.',
  });
}
