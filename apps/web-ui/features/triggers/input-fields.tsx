'use client';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import type { RunInput } from '@/features/run/run-inputs';
import type { TriggerDraft } from './trigger-draft';
import type { Asked } from './triggers-panel';

interface InputFieldsProps {
  draft: TriggerDraft;
  asked: Asked;
  onChange: (part: Partial<TriggerDraft>) => void;
}

/** What a template may take, by the kind of trigger. */
const OFFERED: Readonly<Record<TriggerDraft['type'], readonly string[]>> = {
  schedule: ['{{ trigger.at }}', '{{ trigger.name }}'],
  webhook: ['{{ body }}', '{{ trigger.at }}', '{{ headers }}'],
  source: ['{{ body.summary }}', '{{ body.files }}', '{{ body.commit }}'],
};

const EXAMPLES: Readonly<Record<RunInput['type'], string>> = {
  text: '',
  number: '{{ 42 }}',
  boolean: '{{ true }}',
  json: '{{ {"key": "value"} }}',
};

/** What a run is started with, as templates. */
export function InputFields({ draft, asked: { inputs, needsSource }, onChange }: InputFieldsProps) {
  const set = (name: string, template: string) => onChange({ inputs: { ...draft.inputs, [name]: template } });
  if (inputs.length === 0 && !needsSource) return null;
  return (
    <fieldset className="flex flex-col gap-4 border-t pt-4">
      <legend className="sr-only">What it starts with</legend>
      {needsSource ? (
        <div className="flex flex-col gap-1.5">
          <Label>Source</Label>
          <SourceSelect
            value={draft.source}
            onChange={(source) => onChange({ source })}
            className="h-8 max-w-full [&>span]:flex-1 [&>span]:text-left"
          />
        </div>
      ) : null}
      {inputs.map((input) => (
        <TemplateField
          key={input.name}
          input={input}
          offered={OFFERED[draft.type]}
          value={draft.inputs[input.name] ?? ''}
          onChange={(template) => set(input.name, template)}
        />
      ))}
    </fieldset>
  );
}

interface TemplateFieldProps {
  input: RunInput;
  offered: readonly string[];
  value: string;
  onChange: (template: string) => void;
}

function TemplateField({ input, offered, value, onChange }: TemplateFieldProps) {
  const { name, label, type, isRequired, defaultValue } = input;
  const id = `trigger-input-${name}`;
  const usual = defaultValue === undefined ? EXAMPLES[type] : defaultText(defaultValue);
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {label}
        {isRequired && defaultValue === undefined ? null : (
          <span className="font-normal text-muted-foreground">optional</span>
        )}
      </Label>
      <Textarea
        id={id}
        className="min-h-8"
        placeholder={usual}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-1 text-xs text-muted-foreground">
        <span>
          {type === 'text' ? 'Text, with' : `A ${type === 'json' ? 'value' : type}, as an expression. Insert`}
        </span>
        {offered.map((template) => (
          <Button
            key={template}
            size="sm"
            variant="secondary"
            className="h-6 px-1.5 font-mono font-normal"
            aria-label={`Insert ${template} into ${label}`}
            onClick={() => onChange(joined(value, template))}
          >
            {template}
          </Button>
        ))}
      </div>
    </div>
  );
}

function joined(text: string, template: string): string {
  return text === '' || text.endsWith(' ') ? text + template : `${text} ${template}`;
}

function defaultText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
