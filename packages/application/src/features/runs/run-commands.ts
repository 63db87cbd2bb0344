/** Sends what people do to a run to the process that works on it, and brings back what became of it. */
import { z } from 'zod';
import type { CommandReply, RunCommand, RunControl } from '@codexos/agent-engine';
import type { LiveText } from '@codexos/protocol/socket-events';
import { wireErrorSchema, type WireError } from '@codexos/protocol/wire-error';
import { CodexError, toWireError } from '@codexos/utils/errors';
import { createId } from '@codexos/utils/ids';
import type { Bus } from '../../cluster/bus.ts';

/** A command without the way back, which is ours. */
export type SentCommand = DistributiveOmit<RunCommand, 'reply'>;
type DistributiveOmit<TValue, TKey extends PropertyKey> = TValue extends unknown ? Omit<TValue, TKey> : never;

/** How long the process that holds a run has to answer. */
const ANSWER_MS = 1_000;
/** Commands whose replies are kept, for those that are sent again because a reply got lost. */
const KEPT_REPLIES = 1_000;

const messageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('command'),
    id: z.string(),
    replyTo: z.string(),
    runId: z.string(),
    // Made by this same module in another process of the same version.
    command: z.custom<SentCommand>((value) => typeof value === 'object' && value !== null),
  }),
  z.object({
    type: z.literal('reply'),
    id: z.string(),
    status: z.enum(['taken', 'refused', 'unheard']),
    error: wireErrorSchema.optional(),
  }),
  z.object({ type: z.literal('live-request'), id: z.string(), replyTo: z.string(), runId: z.string() }),
  z.object({
    type: z.literal('live-reply'),
    id: z.string(),
    live: z.array(z.custom<LiveText>((value) => typeof value === 'object' && value !== null)),
  }),
]);
type Message = z.infer<typeof messageSchema>;

export interface RunCommandsOptions {
  bus: Bus;
  /** What this process is working on. */
  find: (runId: string) => { control: RunControl; live: () => LiveText[] } | undefined;
}

export type RunCommands = ReturnType<typeof createRunCommands>;

export function createRunCommands({ bus, find }: RunCommandsOptions) {
  const waiting = new Map<string, (message: Message) => void>();
  const replies = new Map<string, Promise<CommandReply>>();

  const carryOut = ({ id, runId, command }: Extract<Message, { type: 'command' }>): Promise<CommandReply> => {
    const known = replies.get(id);
    if (known) return known;
    const work = find(runId);
    // Nothing happened, so it may be sent again.
    if (!work) return Promise.resolve({ status: 'unheard' });
    const reply = tellControl(work.control, command);
    replies.set(id, reply);
    const [oldest] = replies.keys();
    if (replies.size > KEPT_REPLIES && oldest !== undefined) replies.delete(oldest);
    void reply.then(({ status }) => {
      if (status === 'unheard') replies.delete(id);
    });
    return reply;
  };

  const answer = async (message: Message): Promise<void> => {
    switch (message.type) {
      case 'command': {
        const { id, replyTo } = message;
        bus.publish(channelOf(replyTo), toReplyMessage(id, await carryOut(message)));
        return;
      }
      case 'live-request': {
        const { id, replyTo, runId } = message;
        bus.publish(channelOf(replyTo), { type: 'live-reply', id, live: find(runId)?.live() ?? [] });
        return;
      }
      case 'reply':
      case 'live-reply':
        waiting.get(message.id)?.(message);
    }
  };

  const inbox = bus.subscribe(channelOf(bus.processId), (value) => {
    const parsed = messageSchema.safeParse(value);
    if (parsed.success) void answer(parsed.data);
  });

  /** Sends, and waits for what comes back under the same id; nothing when nobody answers in time. */
  const ask = async (holder: string, message: Message & { id: string }): Promise<Message | undefined> => {
    await inbox.ready;
    const { promise, resolve } = Promise.withResolvers<Message | undefined>();
    const timer = setTimeout(() => resolve(undefined), ANSWER_MS);
    waiting.set(message.id, resolve);
    bus.publish(channelOf(holder), message);
    const reply = await promise;
    clearTimeout(timer);
    waiting.delete(message.id);
    return reply;
  };

  return {
    /** Nothing when the holder did not answer in time. The same `id` again is never carried out twice. */
    async send(holder: string, runId: string, { id, command }: { id: string; command: SentCommand }) {
      const reply = await ask(holder, { type: 'command', id, replyTo: bus.processId, runId, command });
      return reply?.type === 'reply' ? toReply(reply) : undefined;
    },
    /** The text so far of a run that another process works on. */
    async live(holder: string, runId: string): Promise<LiveText[]> {
      const reply = await ask(holder, {
        type: 'live-request',
        id: createId<string>(),
        replyTo: bus.processId,
        runId,
      });
      return reply?.type === 'live-reply' ? reply.live : [];
    },
    close: () => inbox.leave(),
  };
}

/** Sends a command into a run of this process, and waits until it is durable there. */
export function tellControl(control: RunControl, command: SentCommand): Promise<CommandReply> {
  const { promise, resolve } = Promise.withResolvers<CommandReply>();
  control.send({ ...command, reply: resolve } as RunCommand);
  return promise;
}

function channelOf(processId: string): string {
  return `process:${processId}`;
}

function toReplyMessage(id: string, reply: CommandReply): Message {
  const error: WireError | undefined = reply.status === 'refused' ? toWireError(reply.error) : undefined;
  return { type: 'reply', id, status: reply.status, ...(error ? { error } : {}) };
}

function toReply({ status, error }: Extract<Message, { type: 'reply' }>): CommandReply {
  if (status !== 'refused') return { status };
  const { code = 'INTERNAL', message = 'The run refused the command.', hint, details } = error ?? {};
  return {
    status,
    error: new CodexError({
      code,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(details === undefined ? {} : { details }),
    }),
  };
}
