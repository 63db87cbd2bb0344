import type { Flow } from '@codexos/protocol/flow';
import type { JsonObject } from '@codexos/protocol/json';
import type { LiveEvent } from '@codexos/protocol/run-event';
import { textOf } from '../runs/run-result.ts';

type Delta = Extract<LiveEvent, { type: 'node-delta' }>;

/** Output that is the answer when a flow has several. */
const ANSWER = 'answer';

/**
 * The text of an answer while it streams. Only nodes that lead straight to the output that is the answer are
 * listened to, so that drafts and plans within a flow stay there. What was sent cannot be taken back: a text that
 * begins anew follows the one before after an empty line.
 */
export function createAnswerText(flow: Flow) {
  const nodes = nodesOfAnswer(flow);
  let sentLength = 0;
  /** The text that streams now, as far as it was sent. */
  let current = '';
  let place = '';

  const send = (text: string, isNew: boolean): string => {
    if (text === '') return '';
    const gap = isNew && sentLength > 0 ? '\n\n' : '';
    sentLength += text.length;
    return gap + text;
  };

  return {
    /** What is to be sent on. */
    add({ nodeId, activationId, attempt, offset, text }: Delta): string {
      if (!nodes.has(nodeId)) return '';
      const from = `${activationId} ${attempt}`;
      const isNew = from !== place || offset === 0;
      if (!isNew && offset < current.length) {
        // A piece that overlaps with what came in the snapshot.
        const fresh = text.slice(current.length - offset);
        current += fresh;
        return send(fresh, false);
      }
      place = from;
      const begins = current === '' || isNew;
      current = isNew ? text : current + text;
      return send(text, begins);
    },

    /** What is missing of the whole answer. */
    finish(whole: string): string {
      if (whole.startsWith(current)) return send(whole.slice(current.length), current === '');
      return send(whole, true);
    },

    textOf: (outputs: JsonObject): string => {
      const values = Object.values(outputs);
      const [only] = values;
      const value = outputs[ANSWER] ?? (values.length === 1 ? only : outputs);
      return value === undefined ? '' : textOf(value);
    },
  };
}

function nodesOfAnswer({ nodes, edges }: Flow): ReadonlySet<string> {
  const outputs = nodes.filter(({ kind }) => kind === 'output');
  const answer = outputs.find(({ config }) => config.name === ANSWER) ?? outputs[0];
  if (!answer || (outputs.length > 1 && answer.config.name !== ANSWER)) return new Set();
  return new Set(edges.filter(({ to }) => to.node === answer.id).map(({ from }) => from.node));
}
