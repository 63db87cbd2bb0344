import type { Evaluation } from '@codexos/protocol/knowledge';

export interface EvaluationRow {
  setting: string;
  /** What the setting is, for people. */
  label: string;
  help: string;
  mrr10: number;
  recall10: number;
  ndcg10: number;
  /** The one in use. */
  isCurrent: boolean;
  /** Best MRR of its table. */
  isBest: boolean;
}

const SETTINGS: Record<string, [label: string, help: string]> = {
  plainBm25: ['Plain words', 'Counts words, as a simple search engine does'],
  fieldBm25: ['Words by field', 'Weighs names, paths and comments on their own'],
  full: ['Full', 'Words by field and the signals of code: definitions, paths, neighbours'],
  vector: ['Vectors only', 'Compares meaning by the embedder'],
  fullWithVectors: ['Full with vectors', 'Everything together'],
};

/** One table of an evaluation, in the order from simple to full. */
export function evaluationRows(
  settings: Evaluation['doc']['settings'],
  currentSetting: string,
): EvaluationRow[] {
  const order = Object.keys(SETTINGS);
  const rank = (setting: string) => (order.includes(setting) ? order.indexOf(setting) : order.length);
  const best = Math.max(...Object.values(settings).map(({ mrr10 }) => mrr10));
  return Object.entries(settings)
    .sort(([left], [right]) => rank(left) - rank(right))
    .map(([setting, metrics]) => ({
      setting,
      label: SETTINGS[setting]?.[0] ?? setting,
      help: SETTINGS[setting]?.[1] ?? '',
      ...metrics,
      isCurrent: setting === currentSetting,
      isBest: metrics.mrr10 === best,
    }));
}

/** MRR as a sentence: where the right place stands on average. */
export function mrrWords(mrr10: number): string {
  if (mrr10 <= 0) return 'The right place was never among the first ten.';
  const position = 1 / mrr10;
  if (position < 1.25) return 'The right place almost always comes first.';
  return `The right place typically stands at position ${position.toFixed(1)}.`;
}
