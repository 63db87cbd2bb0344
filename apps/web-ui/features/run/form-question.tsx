'use client';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { answerProblem, type FormQuestion, type QuestionField } from '@codexos/protocol/question';
import { useId, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { Textarea } from '@/components/ui/textarea';
import { ForRole } from './for-role';
import type { AnswerProps } from './question-form';

/** A person fills in the fields that the flow asks for. */
export function FormQuestionForm({
  question,
  send,
  isPast,
  isSending,
}: AnswerProps & { question: FormQuestion }) {
  const [values, setValues] = useState<JsonObject>(() => startOf(question.fields));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(values);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <p className="break-words whitespace-pre-wrap">{question.text}</p>
      <ForRole role={question.role} />
      {isPast
        ? null
        : question.fields.map((field) => (
            <FormField
              key={field.name}
              field={field}
              value={values[field.name]}
              onChange={(value) => setValues(withValue(values, field.name, value))}
            />
          ))}
      {isPast ? null : (
        <Button
          type="submit"
          variant="primary"
          className="self-end"
          disabled={isSending || answerProblem(question, values) !== undefined}
        >
          Answer
        </Button>
      )}
    </form>
  );
}

interface FormFieldProps {
  field: QuestionField;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

function FormField({ field, value, onChange }: FormFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {field.label === '' ? field.name : field.label}
        {field.isRequired ? null : <span className="font-normal text-muted-foreground">optional</span>}
      </Label>
      <FieldInput id={id} field={field} value={value} onChange={onChange} />
    </div>
  );
}

function FieldInput({ id, field, value, onChange }: FormFieldProps & { id: string }) {
  switch (field.type) {
    case 'text':
      return (
        <Textarea
          id={id}
          rows={2}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      );
    case 'number':
      return (
        <Input
          id={id}
          type="number"
          step="any"
          value={typeof value === 'number' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
        />
      );
    case 'boolean':
      return <Switch id={id} checked={value === true} onCheckedChange={onChange} />;
    case 'choice':
      return (
        <Select value={typeof value === 'string' ? value : ''} onValueChange={onChange}>
          <SelectTrigger id={id} className="w-full">
            <SelectValue placeholder="Choose" />
          </SelectTrigger>
          <SelectContent>
            {field.options.map((option) => (
              <SelectItem key={option} value={option}>
                {option}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      );
  }
}

/** A switch shows no as its state, so no is what is sent unless it is turned on. */
function startOf(fields: readonly QuestionField[]): JsonObject {
  return Object.fromEntries(fields.filter(({ type }) => type === 'boolean').map(({ name }) => [name, false]));
}

function withValue(values: JsonObject, name: string, value: JsonValue | undefined): JsonObject {
  const { [name]: _before, ...others } = values;
  return value === undefined ? others : { ...others, [name]: value };
}
