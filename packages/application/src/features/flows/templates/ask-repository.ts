import type { Template } from '@codexos/protocol/contracts/flows.contract';
import { flowSchema } from '@codexos/protocol/flow';
import { BUILTIN_MODEL } from '@codexos/protocol/model';

/** The ready flow: a question, the best passages of a repository, an answer that cites them. */
export const askRepositoryTemplate: Template = {
  id: 'ask-repository',
  name: 'Ask a repository',
  summary: 'Finds the passages that answer a question and cites each by file and line.',
  icon: 'message-circle-question',
  needsSource: true,
  sampleInput: { question: 'Where does this project start, and what happens first?' },
  flow: flowSchema.parse({
    name: 'Ask a repository',
    description: 'Answers a question about a repository with citations to file and line.',
    nodes: [
      {
        id: 'question',
        kind: 'input',
        label: 'Question',
        position: { x: 0, y: 120 },
        config: {
          name: 'question',
          label: 'Question',
          type: 'text',
          required: true,
          help: 'What do you want to know about the repository?',
        },
      },
      {
        id: 'search',
        kind: 'retrieve',
        label: 'Find passages',
        position: { x: 255, y: 0 },
        config: { knowledge: 'source', topK: 8 },
      },
      {
        id: 'answer',
        kind: 'model',
        label: 'Answer',
        position: { x: 510, y: 120 },
        config: {
          model: BUILTIN_MODEL,
          system:
            'Answer the question from the passages alone. Cite each statement with the number of its passage, such as [1]. Say so when the passages do not hold the answer.',
        },
      },
      {
        id: 'result',
        kind: 'output',
        label: 'Result',
        position: { x: 765, y: 120 },
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
        id: 'question-answer',
        from: { node: 'question', port: 'value' },
        to: { node: 'answer', port: 'prompt' },
      },
      {
        id: 'search-answer',
        from: { node: 'search', port: 'passages' },
        to: { node: 'answer', port: 'passages' },
      },
      { id: 'answer-result', from: { node: 'answer', port: 'text' }, to: { node: 'result', port: 'value' } },
    ],
  }),
};
