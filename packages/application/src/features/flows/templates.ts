/** Flows to start from. Each runs as it is, on the built-in model and without any key. */
import type { Template } from '@codexos/protocol/contracts/flows.contract';
import { CodexError } from '@codexos/utils/errors';
import { askRepositoryTemplate } from './templates/ask-repository.ts';
import { checkedAnswerTemplate } from './templates/checked-answer.ts';
import { investigateTemplate } from './templates/investigate.ts';
import { tourRepositoryTemplate } from './templates/tour-repository.ts';

export const TEMPLATES: readonly Template[] = [
  askRepositoryTemplate,
  tourRepositoryTemplate,
  investigateTemplate,
  checkedAnswerTemplate,
];

/** Throws NOT_FOUND. */
export function templateById(id: string): Template {
  const template = TEMPLATES.find((candidate) => candidate.id === id);
  if (template) return template;
  throw new CodexError({
    code: 'NOT_FOUND',
    message: `There is no template ${id}.`,
    hint: `Templates: ${TEMPLATES.map((candidate) => candidate.id).join(', ')}.`,
  });
}
