/** Messages from outside. Whoever calls is nobody until the signature fits. */
import type { receiveWebhook } from '@codexos/protocol/contracts/triggers.contract';
import { jsonSchema, type JsonValue } from '@codexos/protocol/json';
import { CodexError } from '@codexos/utils/errors';
import { createRateLimiter } from '@codexos/utils/rate-limiter';
import type { z } from 'zod';
import type { Services } from '../../services.ts';
import type { TriggerRecord } from './trigger-store.ts';
import { verifyGitHub, verifyStandard, type SignedMessage } from './verify-signature.ts';

export interface WebhookCall extends SignedMessage {
  triggerId: string;
  query: Readonly<Record<string, string>>;
  isWaiting: boolean;
}

export type Webhooks = ReturnType<typeof createWebhooks>;

const MINUTE_MS = 60_000;
const CALLS_PER_MINUTE = 60;
/** Headers that flows may read; the others may hold what opens something. */
const READABLE =
  /^(content-type|user-agent|webhook-(id|timestamp)|x-github-(event|delivery|hook-id)|x-event-.*)$/;

export function createWebhooks(clock: () => number) {
  const limiter = createRateLimiter({ limit: CALLS_PER_MINUTE, windowMs: MINUTE_MS, clock });

  return {
    /** Throws TRIGGER_NOT_FOUND, TRIGGER_PAUSED, SIGNATURE_REFUSED, RATE_LIMITED, REQUEST_INVALID. */
    async receive(
      { triggers, runs }: Services,
      call: WebhookCall,
    ): Promise<z.input<typeof receiveWebhook.response>> {
      limiter.take(call.triggerId);
      const trigger = await triggers.store.find(call.triggerId);
      if (trigger?.config.type !== 'webhook') throw unknownHook(call.triggerId);
      const { scheme } = trigger.config;
      const secret = await secretOf(triggers, trigger);
      const messageId = await verified(triggers, trigger, () =>
        scheme === 'github' ? verifyGitHub(secret, call) : verifyStandard(secret, call, clock()),
      );
      if (scheme === 'github' && call.headers['x-github-event'] === 'ping') return { isDuplicate: false };
      if (!trigger.isEnabled) {
        throw new CodexError({
          code: 'TRIGGER_PAUSED',
          message: `The trigger “${trigger.name}” is paused.`,
          hint: 'Turn it on in the studio and send the message again.',
        });
      }
      const { firing, isDuplicate } = await triggers.fire(trigger, `message ${messageId}`, {
        body: bodyOf(call),
        headers: readableHeaders(call),
        query: { ...call.query },
        trigger: { name: trigger.name, at: new Date(clock()).toISOString() },
      });
      if (firing.error) {
        const { code, message, hint = 'See the history of the trigger.' } = firing.error;
        throw new CodexError({ code, message, hint });
      }
      const { runId } = firing;
      if (runId === undefined || !call.isWaiting)
        return { isDuplicate, ...(runId === undefined ? {} : { runId }) };
      const result = await runs.waitForResult({ workspaceId: trigger.workspaceId, runId }, MINUTE_MS);
      return { isDuplicate, runId, result };
    },
  };

  /** What is wrong with its secret is the owner's to know; the sender only learns that nothing can be checked. */
  async function secretOf(triggers: Services['triggers'], trigger: TriggerRecord): Promise<string> {
    try {
      return await triggers.secrets.of(trigger);
    } catch (error) {
      if (!CodexError.is(error)) throw error;
      await noteRefusal(triggers, trigger, error);
      throw new CodexError({
        code: 'UNAVAILABLE',
        message: 'The webhook has no secret to check signatures with.',
        hint: 'Whoever made it sees why, beside the trigger.',
        cause: error,
      });
    }
  }

  /** A refusal is kept with the trigger, so that its owner sees why nothing happens. */
  async function verified(
    triggers: Services['triggers'],
    trigger: TriggerRecord,
    verify: () => string,
  ): Promise<string> {
    try {
      return verify();
    } catch (error) {
      if (CodexError.is(error)) await noteRefusal(triggers, trigger, error);
      throw error;
    }
  }

  async function noteRefusal(
    triggers: Services['triggers'],
    trigger: TriggerRecord,
    { message, hint }: CodexError,
  ): Promise<void> {
    const refusal = { at: clock(), message, ...(hint === undefined ? {} : { hint }) };
    await triggers.store.noteRefusal(trigger.id, refusal);
  }
}

function bodyOf({ body, headers }: WebhookCall): JsonValue {
  const text = body.toString('utf8');
  if (text.includes('\0') || text.includes('\\u0000')) throw unreadable('it holds a zero character');
  if (!(headers['content-type'] ?? '').includes('json')) return text;
  try {
    return text === '' ? null : jsonSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable('it is no JSON');
    throw error;
  }
}

function readableHeaders({ headers }: WebhookCall): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      READABLE.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
}

function unreadable(why: string): CodexError {
  return new CodexError({
    code: 'REQUEST_INVALID',
    message: `The message cannot be read: ${why}.`,
    hint: 'Send JSON with the content type application/json, or text.',
  });
}

function unknownHook(triggerId: string): CodexError {
  return new CodexError({
    code: 'TRIGGER_NOT_FOUND',
    message: `There is no webhook ${triggerId}.`,
    hint: 'Copy the address again from the page of the trigger.',
  });
}
