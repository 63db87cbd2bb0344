import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { z } from 'zod';
import { CodexError, errorMessage } from '@codexos/utils/errors';
import type { Logger } from '@codexos/utils/logging';
import type { Bus } from './bus.ts';

/** Messages that come within this time share one publish of their channel. */
const GATHER_MS = 10;

/** Whoever waits to hear everything waits no longer than this: a bus that comes back says so. */
const READY_MS = 2_000;

const PREFIX = 'codexos:';

const packetSchema = z.object({ from: z.string(), messages: z.array(z.unknown()) });

interface Channel {
  listeners: Set<(message: unknown) => void>;
  ready: Promise<void>;
}

export interface RedisBusOptions {
  url: string;
  processId: string;
  logger: Logger;
}

/** Connects to Redis and checks that it answers. Throws UNAVAILABLE, naming the host and never the password. */
export async function openRedis(url: string, options: RedisOptions = {}): Promise<Redis> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, ...options });
  const onEarlyError = (): void => undefined;
  redis.on('error', onEarlyError);
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new CodexError({
      code: 'UNAVAILABLE',
      message: `Redis at ${hostOf(url)} does not answer: ${errorMessage(error)}`,
      hint: 'Check REDIS_URL and that the server accepts connections.',
      cause: error,
    });
  }
  return redis;
}

/** The bus of many processes, over the publish and subscribe of Redis. */
export async function createRedisBus({ url, processId, logger }: RedisBusOptions): Promise<Bus> {
  // What cannot be said now is not said later: whoever listens looks at the database when the bus is back.
  const sender = await openRedis(url, { enableOfflineQueue: false });
  const receiver = await openRedis(url);
  const channels = new Map<string, Channel>();
  const gapListeners = new Set<() => void>();
  let gathered = new Map<string, unknown[]>();
  let timer: NodeJS.Timeout | undefined;
  let isClosing = false;

  const flush = (): void => {
    timer = undefined;
    const packets = gathered;
    gathered = new Map();
    for (const [channel, messages] of packets)
      sender
        .publish(PREFIX + channel, JSON.stringify({ from: processId, messages }))
        .catch((error: unknown) => {
          if (!isClosing) logger.warn({ err: error }, 'A message to other processes was lost');
        });
  };

  receiver.on('message', (name: string, text: string) => {
    const packet = readPacket(text);
    if (!packet || packet.from === processId) return;
    for (const message of packet.messages)
      for (const listener of channels.get(name.slice(PREFIX.length))?.listeners ?? []) listener(message);
  });
  const logError = (error: unknown): void => logger.warn({ err: error }, 'The connection to Redis failed');
  sender.on('error', logError);
  receiver.on('error', logError);
  // What was subscribed is subscribed again by the client itself; what was said meanwhile is gone.
  receiver.on('ready', () => {
    for (const listener of gapListeners) listener();
  });

  return {
    processId,
    isShared: true,
    publish(channel, message) {
      const messages = gathered.get(channel);
      if (messages) messages.push(message);
      else gathered.set(channel, [message]);
      timer ??= setTimeout(flush, GATHER_MS);
    },
    subscribe(channel, listener) {
      let entry = channels.get(channel);
      if (!entry) {
        const subscribed = receiver.subscribe(PREFIX + channel).then(() => undefined);
        const ready = Promise.race([subscribed, sleep(READY_MS, undefined, { ref: false })]);
        subscribed.catch((error: unknown) => {
          if (!isClosing) logError(error);
        });
        entry = { listeners: new Set(), ready };
        channels.set(channel, entry);
      }
      const { listeners, ready } = entry;
      listeners.add(listener);
      return {
        ready,
        leave() {
          listeners.delete(listener);
          if (listeners.size > 0 || channels.get(channel)?.listeners !== listeners) return;
          channels.delete(channel);
          if (!isClosing) receiver.unsubscribe(PREFIX + channel).catch(logError);
        },
      };
    },
    onGap(listener) {
      gapListeners.add(listener);
      return () => gapListeners.delete(listener);
    },
    async close() {
      isClosing = true;
      clearTimeout(timer);
      flush();
      receiver.disconnect();
      await Promise.race([sender.quit().catch(() => undefined), isGone(sender)]);
      sender.disconnect();
    },
  };
}

/** What somebody else put onto our channels is no message. */
function readPacket(text: string): z.infer<typeof packetSchema> | undefined {
  try {
    return packetSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** A server that is away would keep a polite goodbye waiting for ever. */
async function isGone(redis: Redis): Promise<void> {
  if (redis.status !== 'ready') return;
  await new Promise<void>((resolve) => redis.once('end', resolve));
}

function hostOf(url: string): string {
  const { host } = new URL(url);
  return host;
}
