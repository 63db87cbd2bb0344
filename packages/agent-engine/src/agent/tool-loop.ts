import type { Citation, Passage } from '@codexos/protocol/citation';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { unionCitations } from '../citations/union-citations.ts';
import type { DurableCalls, ModelAnswer } from '../node-context.ts';
import type { Paused } from '../outcome.ts';
import type { ModelMessage, ModelRequest, ModelToolCall, ToolMessage } from '../ports/model-client.ts';
import type { AgentBudget, ReachedLimit } from './agent-budget.ts';
import type { AgentToolOutcome, AgentTools } from './agent-tools.ts';
import { joinPauses } from '../run/join-pauses.ts';

export interface ToolLoopOptions {
  calls: DurableCalls;
  request: Omit<ModelRequest, 'messages' | 'tools' | 'citations' | 'passages'>;
  messages: readonly ModelMessage[];
  passages: readonly Passage[];
  tools: AgentTools;
  budget: AgentBudget;
}

export type ToolLoopResult =
  | { status: 'done'; text: string; citations: Citation[] }
  | { status: 'limit'; reached: ReachedLimit; text: string; citations: Citation[] }
  | { status: 'paused'; pause: Paused };

// Branches of one turn lie side by side; a turn has never more calls than this.
const MAX_CALLS_PER_TURN = 16;

/**
 * Asks the model, runs the tools it calls, and asks again, until it answers without calling any. Tools of one turn run
 * side by side. When the turns are used up, it is asked once more to answer from what it has.
 */
export async function runToolLoop({
  calls,
  request,
  tools,
  budget,
  ...start
}: ToolLoopOptions): Promise<ToolLoopResult> {
  const messages = [...start.messages];
  let citations = unionCitations([start.passages.map((passage) => passage.citation)]);
  let last: ModelAnswer | null = null;
  for (let turn = 0; ; turn++) {
    const reached = budget.takeStep();
    if (reached)
      return finishEarly({
        calls,
        request,
        tools,
        messages,
        citations,
        passages: start.passages,
        reached,
        last,
      });
    last = await calls.model({
      ...request,
      messages,
      passages: start.passages,
      citations,
      ...(turn === 0 ? tools.first : { tools: tools.list }),
    });
    const toolCalls = callsOfTurn(last.toolCalls, tools);
    if (toolCalls.length === 0) return { status: 'done', text: last.text, citations: last.citations };

    const outcomes = await Promise.all(
      toolCalls.map((call, index) => tools.call(call, calls.branch(turn * MAX_CALLS_PER_TURN + index))),
    );
    const [pause, ...others] = outcomes.flatMap((outcome) =>
      outcome.status === 'paused' ? outcome.pause : [],
    );
    if (pause) return { status: 'paused', pause: joinPauses(pause, ...others) };
    messages.push({ role: 'assistant', text: last.text, toolCalls });
    for (const [index, outcome] of outcomes.entries()) {
      const call = toolCalls[index];
      if (!call || outcome.status === 'paused') continue;
      const added = toToolMessage(call, outcome, citations);
      messages.push(added.message);
      citations = added.citations;
    }
  }
}

function callsOfTurn(toolCalls: readonly ModelToolCall[], tools: AgentTools): ModelToolCall[] {
  let ofCaller = 0;
  return toolCalls
    .filter(({ tool }) => !tools.isOfCaller(tool) || ofCaller++ < tools.callerCallsPerTurn)
    .slice(0, MAX_CALLS_PER_TURN);
}

interface FinishOptions extends Pick<ToolLoopOptions, 'calls' | 'request' | 'tools' | 'passages'> {
  messages: readonly ModelMessage[];
  citations: Citation[];
  reached: ReachedLimit;
  last: ModelAnswer | null;
}

// Only the limit of turns leaves room for a last answer; the others forbid to spend more.
async function finishEarly({
  calls,
  request,
  tools,
  messages,
  citations,
  passages,
  reached,
  last,
}: FinishOptions): Promise<ToolLoopResult> {
  await calls.limit(reached);
  if (reached.limit !== 'steps')
    return { status: 'limit', reached, text: last?.text ?? '', citations: last?.citations ?? [] };
  const answer = await calls.model({
    ...request,
    messages: [...messages, { role: 'user', text: 'Answer now from what you have, without further tools.' }],
    passages,
    citations,
    // Servers want to know the tools that the conversation has used; what is called now is not run.
    tools: tools.list,
  });
  return { status: 'limit', reached, text: answer.text, citations: answer.citations };
}

function toToolMessage(
  { id, tool }: ModelToolCall,
  outcome: Exclude<AgentToolOutcome, { status: 'paused' }>,
  known: Citation[],
): { message: ToolMessage; citations: Citation[] } {
  const base = { role: 'tool' as const, callId: id, tool };
  if (outcome.status === 'error') {
    return { message: { ...base, output: outcome.message, isError: true }, citations: known };
  }
  // Markers in a sub-agent's answer count through its own citations; here they count on after those known.
  const text = typeof outcome.output === 'string' ? outcome.output : '';
  const joined = joinCitedTexts([
    { text: '', citations: known },
    { text, citations: outcome.citations },
  ]);
  const output = typeof outcome.output === 'string' ? (joined.texts[1] ?? text) : outcome.output;
  return {
    message: {
      ...base,
      output,
      isError: false,
      citations: outcome.citations,
      ...(outcome.passages ? { passages: outcome.passages } : {}),
    },
    citations: joined.citations,
  };
}
