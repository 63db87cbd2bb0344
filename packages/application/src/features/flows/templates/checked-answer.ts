import type { Template } from '@codexos/protocol/contracts/flows.contract';
import { flowSchema } from '@codexos/protocol/flow';
import { BUILTIN_MODEL } from '@codexos/protocol/model';

/** An answer that is criticised and mended before anybody reads it. */
export const checkedAnswerTemplate: Template = {
  id: 'checked-answer',
  name: 'Answer, check, mend',
  summary: 'Drafts an answer, has it criticised against the passages, and mends it.',
  icon: 'scan-search',
  needsSource: true,
  sampleInput: { question: 'How does this project read its configuration?' },
  flow: flowSchema.parse({
    name: 'Answer, check, mend',
    description: 'Answers a question about a repository, checks the draft for gaps and mends it.',
    nodes: [
      {
        id: 'question',
        kind: 'input',
        label: 'Question',
        position: { x: 0, y: 140 },
        config: { name: 'question', label: 'Question', type: 'text', required: true },
      },
      {
        id: 'search',
        kind: 'retrieve',
        label: 'Find passages',
        position: { x: 255, y: 0 },
        config: { knowledge: 'source', topK: 10 },
      },
      {
        id: 'draft',
        kind: 'model',
        label: 'Draft',
        position: { x: 510, y: 140 },
        config: { model: BUILTIN_MODEL, system: 'Answer from the passages alone and cite them.' },
      },
      {
        id: 'check',
        kind: 'reflect',
        label: 'Check and mend',
        position: { x: 765, y: 40 },
        config: { model: BUILTIN_MODEL },
      },
      {
        id: 'result',
        kind: 'output',
        label: 'Result',
        position: { x: 1020, y: 140 },
        config: { name: 'answer' },
      },
    ],
    edges: [
      {
        id: 'question-search',
        from: { node: 'question', port: 'value' },
        to: { node: 'search', port: 'query' },
      },
      {
        id: 'question-draft',
        from: { node: 'question', port: 'value' },
        to: { node: 'draft', port: 'prompt' },
      },
      {
        id: 'search-draft',
        from: { node: 'search', port: 'passages' },
        to: { node: 'draft', port: 'passages' },
      },
      { id: 'draft-check', from: { node: 'draft', port: 'text' }, to: { node: 'check', port: 'draft' } },
      {
        id: 'search-check',
        from: { node: 'search', port: 'passages' },
        to: { node: 'check', port: 'passages' },
      },
      {
        id: 'question-check',
        from: { node: 'question', port: 'value' },
        to: { node: 'check', port: 'goal' },
      },
      { id: 'check-result', from: { node: 'check', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  }),
};
