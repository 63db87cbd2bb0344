import type { Citation, Passage } from '@codexos/protocol/citation';
import { z } from 'zod';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { unionCitations } from '../citations/union-citations.ts';
import type { DurableCalls } from '../node-context.ts';
import type { ModelRequest } from '../ports/model-client.ts';
import type { AgentBudget } from './agent-budget.ts';
import { parseJsonAnswer } from './parse-json-answer.ts';

const critiqueSchema = z.object({
  verdict: z.enum(['good', 'revise']),
  issues: z.array(z.string().max(1_000)).max(20).default([]),
  /** What to search for before the next draft. */
  query: z.string().max(500).optional(),
});
export type Critique = z.infer<typeof critiqueSchema>;

export interface Draft {
  text: string;
  citations: readonly Citation[];
}

export interface ReflectOptions {
  calls: DurableCalls;
  budget: AgentBudget;
  request: Pick<ModelRequest, 'model' | 'fallbackModels' | 'system' | 'temperature'>;
  goal: string;
  draft: Draft;
  passages: readonly Passage[];
  /** May be searched once a round. */
  knowledge: readonly string[];
  rounds: number;
  /** What the critic looks at beside the goal. */
  criteria?: string;
}

export interface Reflection {
  text: string;
  citations: Citation[];
  /** One for each round that was held. */
  critiques: Critique[];
}

const TOP_K = 6;

/** Has a draft criticised and written again until the critic is content or the rounds are over. */
export async function reflectDraft(options: ReflectOptions): Promise<Reflection> {
  const { calls, budget, goal, knowledge, rounds } = options;
  let passages = [...options.passages];
  let draft = options.draft;
  const critiques: Critique[] = [];
  for (let round = 0; round < rounds; round++) {
    if (await isOver(calls, budget)) break;
    const critique = await askCritic(options, { draft, passages });
    critiques.push(critique);
    if (critique.verdict === 'good') break;
    if (critique.query !== undefined && critique.query.trim() !== '') {
      for (const id of knowledge) {
        passages = passages.concat(
          await calls.retrieve({ knowledge: id, query: `${goal} ${critique.query}`, topK: TOP_K }),
        );
      }
    }
    if (await isOver(calls, budget)) break;
    draft = await revise(options, { draft, passages, issues: critique.issues });
  }
  return { text: draft.text, citations: [...draft.citations], critiques };
}

async function isOver(calls: DurableCalls, budget: AgentBudget): Promise<boolean> {
  const reached = budget.takeStep();
  if (reached) await calls.limit(reached);
  return reached !== null;
}

interface RoundOptions {
  draft: Draft;
  passages: readonly Passage[];
}

async function askCritic(
  { calls, request, goal, criteria }: ReflectOptions,
  { draft, passages }: RoundOptions,
): Promise<Critique> {
  const numbered = numberTogether(draft, passages);
  const instruction = [
    'Judge the draft above: does it answer the request fully and rightly, and does what is given support each statement?',
    criteria ?? '',
    'If it does, the verdict is "good". Otherwise it is "revise", with the issues and, if something must be looked up, a query.',
  ];
  const answer = await calls.model({
    ...request,
    purpose: 'critique',
    isSilent: true,
    messages: [
      { role: 'user', text: goal },
      { role: 'assistant', text: numbered.text, toolCalls: [] },
      { role: 'user', text: instruction.filter((part) => part !== '').join('\n') },
    ],
    passages,
    citations: numbered.citations,
    jsonSchema: z.toJSONSchema(critiqueSchema, { io: 'input' }) as NonNullable<ModelRequest['jsonSchema']>,
  });
  const parsed = parseJsonAnswer(answer.text, critiqueSchema);
  // A critic that cannot be understood has no say: the draft stands.
  return parsed.ok ? parsed.value : { verdict: 'good', issues: [parsed.problem] };
}

async function revise(
  { calls, request, goal }: ReflectOptions,
  { draft, passages, issues }: RoundOptions & { issues: readonly string[] },
): Promise<Draft> {
  const numbered = numberTogether(draft, passages);
  const answer = await calls.model({
    ...request,
    purpose: 'revise',
    messages: [
      { role: 'user', text: goal },
      { role: 'assistant', text: numbered.text, toolCalls: [] },
      {
        role: 'user',
        text: `Write the answer again, whole, with these issues put right:\n${issues.map((issue) => `- ${issue}`).join('\n')}`,
      },
    ],
    passages,
    citations: numbered.citations,
  });
  return { text: answer.text, citations: answer.citations };
}

// The draft's markers count through its own citations; here they and the passages count through one list.
function numberTogether(draft: Draft, passages: readonly Passage[]): { text: string; citations: Citation[] } {
  const joined = joinCitedTexts([{ text: draft.text, citations: draft.citations }]);
  const citations = unionCitations([joined.citations, passages.map((passage) => passage.citation)]);
  return { text: joined.texts[0] ?? draft.text, citations };
}
