import type { Citation, Passage } from '@codexos/protocol/citation';
import type { JsonValue } from '@codexos/protocol/json';
import { z } from 'zod';
import { joinCitedTexts } from '../citations/join-cited-texts.ts';
import { renderPassages } from '../citations/render-passages.ts';
import { defineNode } from '../define-node.ts';
import { NODE_VARIABLES, nodeScope } from '../expression/node-scope.ts';
import { parseTemplate, valueToText } from '../expression/template.ts';
import { done } from '../outcome.ts';
import { templateProblems } from './expression-problem.ts';

const variables = [...NODE_VARIABLES, 'passages', 'context'];

/** Writes a text from values. Passages in it become numbered, cited blocks. */
export const promptNode = defineNode({
  kind: 'prompt',
  version: 1,
  meta: {
    label: 'Prompt template',
    group: 'model',
    icon: 'text-quote',
    summary: 'Writes a text from values',
  },
  config: z.object({
    template: z.string().min(1, 'A template is needed').max(50_000).default('{{ input }}').meta({
      label: 'Template',
      help: 'Text with CEL between {{ and }}. It may use input, passages, context, run.input and turn.',
      control: 'template',
    }),
  }),
  ports: {
    in: {
      input: { label: 'Input', type: 'any', required: true },
      passages: { label: 'Passages', type: 'passages' },
      context: { label: 'Context', type: 'any' },
    },
    out: { text: { label: 'Text', type: 'text' } },
  },
  cardSettings: ['template'],
  isInstant: true,
  problems: ({ template }) => templateProblems({ text: template, variables, configPath: 'template' }),
  run(context) {
    const { input, passages = [], context: extra = null } = context.input;
    // Numbers of passages come first; markers in the other texts are moved behind them.
    const joined = joinCitedTexts([
      { text: '', citations: passages.map((passage) => passage.citation) },
      { text: typeof input === 'string' ? input : '', citations: context.citations('input') },
      { text: typeof extra === 'string' ? extra : '', citations: context.citations('context') },
    ]);
    const text = parseTemplate(context.config.template, variables).render(
      {
        ...nodeScope(context, typeof input === 'string' ? (joined.texts[1] ?? input) : input),
        passages,
        context: typeof extra === 'string' ? (joined.texts[2] ?? extra) : extra,
      },
      (value) => toPromptText(value, joined.citations),
    );
    return done({ port: 'text', value: text, citations: joined.citations });
  },
});

function toPromptText(value: JsonValue, citations: readonly Citation[]): string {
  return isPassages(value) ? renderPassages(value, citations) : valueToText(value);
}

function isPassages(value: unknown): value is Passage[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPassage);
}

function isPassage(value: unknown): value is Passage {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('citation' in value))
    return false;
  const { text, citation } = value;
  return typeof text === 'string' && typeof citation === 'object' && citation !== null && 'path' in citation;
}
