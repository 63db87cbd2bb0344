import type { ToolInputType } from '@codexos/protocol/tool-input';

/** Types of inputs as people call them. */
export const TYPE_WORDS: Record<ToolInputType, string> = {
  text: 'Text',
  number: 'Number',
  integer: 'Whole number',
  boolean: 'Yes or no',
  choice: 'Choice',
  texts: 'List of texts',
  json: 'JSON',
};
