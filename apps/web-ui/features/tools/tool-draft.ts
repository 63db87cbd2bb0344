/** A tool as it stands in the form: also while a part of it is not right yet. */
import type { ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import type { Effect } from '@codexos/protocol/flow';
import { jsonSchema, type JsonValue } from '@codexos/protocol/json';
import { splitTemplate } from '@codexos/protocol/split-template';
import {
  toolDocumentSchema,
  type ToolAnswer,
  type ToolDocument,
  type ToolDocumentInput,
  type ToolMethod,
} from '@codexos/protocol/tool';
import type { ToolInputField, ToolInputType } from '@codexos/protocol/tool-input';

export interface InputDraft {
  name: string;
  type: ToolInputType;
  description: string;
  isRequired: boolean;
  /** One a line, for a choice. */
  options: string;
  /** As typed; empty for none. */
  defaultValue: string;
}

export interface PairDraft {
  name: string;
  value: string;
}

export interface ToolDraft {
  name: string;
  label: string;
  description: string;
  effect: Effect;
  inputs: InputDraft[];
  method: ToolMethod;
  url: string;
  query: PairDraft[];
  headers: PairDraft[];
  /** JSON as typed; empty for none. */
  body: string;
  answer: ToolAnswer['type'];
  expression: string;
  timeoutMs: number;
}

export const BLANK_DRAFT: ToolDraft = {
  name: '',
  label: '',
  description: '',
  effect: 'read',
  inputs: [],
  method: 'GET',
  url: 'https://',
  query: [],
  headers: [],
  body: '',
  answer: 'json',
  expression: '',
  timeoutMs: 20_000,
};

export const BLANK_INPUT: InputDraft = {
  name: '',
  type: 'text',
  description: '',
  isRequired: true,
  options: '',
  defaultValue: '',
};

export function toDraft(document: ToolDocument): ToolDraft {
  const { name, label, description, effect, inputs, request, answer, timeoutMs } = document;
  return {
    name,
    label,
    description,
    effect,
    timeoutMs,
    inputs: inputs.map(toInputDraft),
    method: request.method,
    url: request.url,
    query: request.query,
    headers: request.headers,
    body: request.body === undefined ? '' : JSON.stringify(request.body, null, 2),
    answer: answer.type,
    expression: answer.type === 'expression' ? answer.expression : '',
  };
}

/** The document that the draft stands for, or what keeps it from being one. */
export function toDocument(draft: ToolDraft): { document?: ToolDocument; problems: ToolProblem[] } {
  const { body, problem } = readBody(draft);
  if (problem !== undefined) return { problems: [problem] };
  const { name, label, description, effect, inputs, method, url, query, headers, timeoutMs } = draft;
  const input: ToolDocumentInput = {
    name,
    label: label.trim(),
    description: description.trim(),
    effect,
    timeoutMs,
    inputs: inputs.map(toInputField),
    request: {
      method,
      url: url.trim(),
      query: query.filter(isFilled),
      headers: headers.filter(isFilled),
      ...(body === undefined ? {} : { body }),
    },
    answer:
      draft.answer === 'expression'
        ? { type: 'expression', expression: draft.expression }
        : { type: draft.answer },
  };
  const parsed = toolDocumentSchema.safeParse(input);
  if (parsed.success) return { document: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map(({ path, message }) => ({
      path: path.join('.'),
      message: describeIssue(path.join('.'), message),
      hint: '',
    })),
  };
}

/** An address that was pasted with its query: the query goes where the form keeps it. */
export function splitAddress(url: string): { url: string; query: PairDraft[] } {
  const at = queryStart(url);
  if (at === -1) return { url, query: [] };
  const [text = ''] = url.slice(at + 1).split('#');
  const pairs = text.split('&').filter((pair) => pair !== '');
  return {
    url: url.slice(0, at),
    query: pairs.map((pair) => {
      const [name = '', ...rest] = pair.split('=');
      return { name: decode(name), value: decode(rest.join('=')) };
    }),
  };
}

/** The first question mark that stands in no expression. */
function queryStart(url: string): number {
  let index = 0;
  for (const part of splitTemplate(url).parts) {
    const start = url.indexOf(part.text, index);
    const at = part.type === 'text' ? part.text.indexOf('?') : -1;
    if (at !== -1) return start + at;
    index = start + part.text.length;
  }
  return -1;
}

function decode(text: string): string {
  if (text.includes('{{')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A stray percent sign is meant as it stands.
    return text;
  }
}

/** `Get an issue` becomes `get-an-issue`. */
export function toToolName(label: string): string {
  return label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 48)
    .replace(/-+$/, '');
}

function toInputDraft({
  name,
  type,
  description,
  isRequired,
  options,
  defaultValue,
}: ToolInputField): InputDraft {
  return {
    name,
    type,
    description,
    isRequired,
    options: options.join('\n'),
    defaultValue: defaultValue === undefined ? '' : String(defaultValue),
  };
}

function toInputField(draft: InputDraft): NonNullable<ToolDocumentInput['inputs']>[number] {
  const { name, type, description, isRequired, options, defaultValue } = draft;
  return {
    name,
    type,
    description: description.trim(),
    isRequired,
    ...(type === 'choice'
      ? {
          options: options
            .split('\n')
            .map((option) => option.trim())
            .filter((option) => option !== ''),
        }
      : {}),
    ...(defaultValue === '' || type === 'texts' || type === 'json'
      ? {}
      : { defaultValue: readDefault(type, defaultValue) }),
  };
}

function readDefault(type: ToolInputType, text: string): string | number | boolean {
  if (type === 'number' || type === 'integer') return Number(text);
  if (type === 'boolean') return text === 'true';
  return text;
}

function readBody({ body, method }: ToolDraft): { body?: JsonValue; problem?: ToolProblem } {
  if (method === 'GET' || body.trim() === '') return {};
  try {
    return { body: jsonSchema.parse(JSON.parse(body)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: { path: 'request.body', message: `The body is not JSON: ${reason}.`, hint: '' } };
  }
}

function isFilled({ name, value }: PairDraft): boolean {
  return name.trim() !== '' || value.trim() !== '';
}

/** The schema's messages, as sentences about the field that they concern. */
function describeIssue(path: string, message: string): string {
  const said = message.replace(
    /^Too small: expected string to have >=(\d+) characters$/,
    (_match, count: string) =>
      count === '1' ? 'must not be empty' : `must have at least ${count} characters`,
  );
  if (!/^(must|is|has|needs|does|names|opens)\b/.test(said)) return said.endsWith('.') ? said : `${said}.`;
  return `${SUBJECTS[path.split('.').at(-1) ?? ''] ?? 'It'} ${said}.`;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  name: 'The name',
  label: 'The label',
  url: 'The address',
  expression: 'The expression',
  defaultValue: 'The default',
  body: 'The body',
};
