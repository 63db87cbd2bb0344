import type { JsonObject } from '@codexos/protocol/json';
import {
  proposalCheckSchema,
  stricterVerdict,
  type ProposalReview,
  type Verdict,
} from '@codexos/protocol/proposal-review';
import { REVIEW_OUTPUTS } from './review-flow.ts';

export type ReviewResult = NonNullable<ProposalReview['result']>;

/**
 * What a review says, from the outputs of its run. A model can be stricter than the rules and never milder: what
 * stands in a proposal could talk it into anything. Undefined when the outputs are no review.
 */
export function readReview(outputs: JsonObject): ReviewResult | undefined {
  const check = proposalCheckSchema.safeParse(outputs[REVIEW_OUTPUTS.check]).data;
  const written = outputs[REVIEW_OUTPUTS.text];
  if (!check || typeof written !== 'string') return undefined;
  const { text, verdict: said } = splitVerdict(written);
  const verdict = said === undefined ? check.verdict : stricterVerdict(check.verdict, said);
  return { verdict, findings: check.findings, text, isStricter: verdict !== check.verdict };
}

const VERDICTS: readonly [RegExp, Verdict][] = [
  [/^no objections?$/i, 'no-objection'],
  [/^concerns?$/i, 'concerns'],
  [/^objections?$/i, 'objection'],
];

/** The last line that names a verdict, and the text without it. */
function splitVerdict(written: string): { text: string; verdict: Verdict | undefined } {
  const lines = written.trim().split('\n');
  const at = lines.findLastIndex((line) => /^\W*verdict\W/i.test(line));
  const word = lines[at]?.replace(/^\W*verdict\W+/i, '').replace(/\W+$/, '') ?? '';
  const verdict = VERDICTS.find(([pattern]) => pattern.test(word))?.[1];
  if (verdict === undefined) return { text: written.trim(), verdict };
  return { text: lines.toSpliced(at, 1).join('\n').trim(), verdict };
}
