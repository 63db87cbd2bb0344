import type { Template } from '@codexos/protocol/contracts/flows.contract';
import { flowSchema, type FlowInput } from '@codexos/protocol/flow';
import { BUILTIN_MODEL } from '@codexos/protocol/model';

const stops = [
  { id: 'purpose', label: 'Purpose', question: 'What does this project do, and who is it for?', y: 0 },
  {
    id: 'start',
    label: 'Start',
    question: 'Where does the program start, and what is set up first?',
    y: 200,
  },
  { id: 'errors', label: 'Errors', question: 'How are errors handled and reported?', y: 400 },
];

/** Three questions at once, each on its own branch, brought together into one page. */
export const tourRepositoryTemplate: Template = {
  id: 'tour-repository',
  name: 'Tour a repository',
  summary: 'Asks three questions at the same time and joins the cited answers into one page.',
  icon: 'map',
  needsSource: true,
  sampleInput: { focus: '' },
  flow: flowSchema.parse({
    name: 'Tour a repository',
    description: 'A first look at an unknown repository: purpose, start and errors, each with citations.',
    nodes: [
      {
        id: 'focus',
        kind: 'input',
        label: 'Focus',
        position: { x: 0, y: 200 },
        config: {
          name: 'focus',
          label: 'Focus',
          type: 'text',
          required: false,
          help: 'A part of the repository to look at, or empty for all of it.',
        },
      },
      ...stops.flatMap(stopNodes),
      {
        id: 'join',
        kind: 'merge',
        label: 'Join the answers',
        position: { x: 1300, y: 200 },
        config: { join: 'all', combine: 'text' },
      },
      {
        id: 'result',
        kind: 'output',
        label: 'Tour',
        position: { x: 1560, y: 200 },
        config: { name: 'tour' },
      },
    ],
    edges: [
      ...stops.flatMap(({ id }) => [
        edge('focus', 'value', `${id}-question`, 'input'),
        edge(`${id}-question`, 'text', `${id}-search`, 'query'),
        edge(`${id}-question`, 'text', `${id}-answer`, 'prompt'),
        edge(`${id}-search`, 'passages', `${id}-answer`, 'passages'),
        edge(`${id}-answer`, 'text', `${id}-section`, 'input'),
        edge(`${id}-section`, 'text', 'join', 'inputs'),
      ]),
      edge('join', 'value', 'result', 'value'),
    ],
  }),
};

function stopNodes({ id, label, question, y }: (typeof stops)[number]): FlowInput['nodes'] {
  return [
    {
      id: `${id}-question`,
      kind: 'prompt',
      label,
      position: { x: 260, y },
      config: { template: `${question} {{ input }}` },
    },
    {
      id: `${id}-search`,
      kind: 'retrieve',
      label: `Search: ${label.toLowerCase()}`,
      position: { x: 520, y: y - 70 },
      config: { knowledge: 'source', topK: 6 },
    },
    {
      id: `${id}-answer`,
      kind: 'model',
      label: `Answer: ${label.toLowerCase()}`,
      position: { x: 780, y },
      config: { model: BUILTIN_MODEL },
    },
    {
      id: `${id}-section`,
      kind: 'prompt',
      label: `Section: ${label.toLowerCase()}`,
      position: { x: 1040, y },
      config: { template: `## ${label}\n\n{{ input }}` },
    },
  ] as FlowInput['nodes'];
}

function edge(from: string, fromPort: string, to: string, toPort: string) {
  return {
    id: `${from}-${to}-${toPort}`,
    from: { node: from, port: fromPort },
    to: { node: to, port: toPort },
  };
}
