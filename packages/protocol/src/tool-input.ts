/** The input of a workspace tool: a few fields, from which forms, models and the check of a call are made. */
import { z } from 'zod';

export const toolInputTypeSchema = z.enum([
  'text',
  'number',
  'integer',
  'boolean',
  'choice',
  'texts',
  'json',
]);
export type ToolInputType = z.infer<typeof toolInputTypeSchema>;

/** So that an expression can say `input.name`. */
export const toolInputNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    'must start with a letter and hold letters, digits and _ (at most 64)',
  )
  .refine((name) => name !== 'constructor', 'is a word of the language');

const MAX_TEXT = 20_000;

export const toolInputFieldSchema = z
  .strictObject({
    name: toolInputNameSchema,
    type: toolInputTypeSchema,
    /** For models and people: what belongs there. */
    description: z.string().max(500).default(''),
    isRequired: z.boolean().default(false),
    /** The values to choose from, for a choice. */
    options: z.array(z.string().min(1).max(200)).max(100).default([]),
    /** Taken when a call does not give a value. */
    defaultValue: z.union([z.string().max(2_000), z.number(), z.boolean()]).optional(),
  })
  .superRefine((field, context) => {
    if (field.type === 'choice' && field.options.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: 'a choice needs values to choose from',
      });
    if (field.defaultValue !== undefined && !valueSchemaOf(field).safeParse(field.defaultValue).success)
      context.addIssue({ code: 'custom', path: ['defaultValue'], message: 'does not fit the type' });
  });
export type ToolInputField = z.infer<typeof toolInputFieldSchema>;

/** What a call must look like; what it does not name is refused. */
export function callSchemaOf(inputs: readonly ToolInputField[]): z.ZodObject {
  return z.strictObject(Object.fromEntries(inputs.map((field) => [field.name, fieldSchemaOf(field)])));
}

function fieldSchemaOf(field: ToolInputField): z.ZodType {
  const { type, description, isRequired, defaultValue } = field;
  const base = valueSchemaOf(field);
  const described = description === '' ? base : base.describe(description);
  const hinted = type === 'json' ? described.meta({ control: 'json' }) : described;
  if (defaultValue !== undefined) return hinted.default(defaultValue);
  return isRequired ? hinted : hinted.optional();
}

function valueSchemaOf({ type, options }: Pick<ToolInputField, 'type' | 'options'>): z.ZodType {
  switch (type) {
    case 'text':
      return z.string().max(MAX_TEXT);
    case 'number':
      return z.number();
    case 'integer':
      return z.int();
    case 'boolean':
      return z.boolean();
    case 'choice':
      return z.enum(options.length === 0 ? [''] : options);
    case 'texts':
      return z.array(z.string().max(MAX_TEXT)).max(1_000);
    case 'json':
      return z.unknown();
  }
}
