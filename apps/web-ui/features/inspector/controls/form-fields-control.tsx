'use client';
import type { JsonValue } from '@codexos/protocol/json';
import { questionFieldSchema, type QuestionField } from '@codexos/protocol/question';
import { PlusIcon, XIcon } from 'lucide-react';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import type { ControlProps } from '../field-control';

const TYPES: Record<QuestionField['type'], string> = {
  text: 'Text',
  number: 'Number',
  boolean: 'Yes or no',
  choice: 'Choice',
};

/** The fields of a form that people fill in while a run waits. */
export function FormFieldsControl({ id, field, value, isReadOnly, describedBy, onChange }: ControlProps) {
  const fields = readFields(value ?? field.defaultValue);
  const put = (next: QuestionField[]) => onChange(next as unknown as JsonValue);
  return (
    <div
      id={id}
      role="group"
      aria-label={field.label}
      aria-describedby={describedBy}
      className="flex flex-col gap-2"
    >
      {fields.map((entry, index) => (
        <FieldRow
          key={index}
          number={index + 1}
          field={entry}
          isReadOnly={isReadOnly}
          isOnly={fields.length === 1}
          onChange={(next) => put(fields.map((other, at) => (at === index ? next : other)))}
          onRemove={() => put(fields.filter((_other, at) => at !== index))}
        />
      ))}
      <Button
        size="sm"
        className="self-start"
        disabled={isReadOnly || fields.length >= 30}
        onClick={() =>
          put([...fields, { name: freeName(fields), label: '', type: 'text', options: [], isRequired: true }])
        }
      >
        <PlusIcon aria-hidden /> Add a field
      </Button>
    </div>
  );
}

interface FieldRowProps {
  number: number;
  field: QuestionField;
  isReadOnly: boolean;
  isOnly: boolean;
  onChange: (field: QuestionField) => void;
  onRemove: () => void;
}

function FieldRow({ number, field, isReadOnly, isOnly, onChange, onRemove }: FieldRowProps) {
  return (
    <div className="flex flex-col gap-1.5 rounded-md border p-2">
      <div className="flex items-center gap-1">
        <Input
          aria-label={`Name of field ${number}`}
          className="h-7 font-mono text-xs"
          value={field.name}
          disabled={isReadOnly}
          onChange={(event) => onChange({ ...field, name: event.target.value })}
        />
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={`Remove field ${number}`}
          disabled={isReadOnly || isOnly}
          onClick={onRemove}
        >
          <XIcon aria-hidden />
        </Button>
      </div>
      <Input
        aria-label={`Label of field ${number}`}
        className="h-7 text-xs"
        placeholder="What people read above it"
        value={field.label}
        disabled={isReadOnly}
        onChange={(event) => onChange({ ...field, label: event.target.value })}
      />
      <div className="flex items-center gap-2">
        <Select
          value={field.type}
          disabled={isReadOnly}
          onValueChange={(type) => onChange({ ...field, type: type as QuestionField['type'] })}
        >
          <SelectTrigger aria-label={`Type of field ${number}`} className="h-7 flex-1 text-xs">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {Object.entries(TYPES).map(([type, label]) => (
              <SelectItem key={type} value={type}>
                {label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <label className="flex items-center gap-1.5 text-xs">
          <Checkbox
            checked={field.isRequired}
            disabled={isReadOnly}
            onCheckedChange={(isRequired) => onChange({ ...field, isRequired: isRequired === true })}
          />
          needed
        </label>
      </div>
      {field.type === 'choice' ? (
        <Input
          aria-label={`Options of field ${number}`}
          className="h-7 text-xs"
          placeholder="Options, with commas between them"
          value={field.options.join(', ')}
          disabled={isReadOnly}
          onChange={(event) =>
            onChange({ ...field, options: event.target.value.split(/,\s?/).map((option) => option) })
          }
        />
      ) : null}
    </div>
  );
}

// While a name is being typed it may be none yet, so only the shape is asked for here.
const draftSchema = z.array(questionFieldSchema.extend({ name: z.string() }));

function readFields(value: JsonValue | undefined): QuestionField[] {
  const parsed = draftSchema.safeParse(value);
  return parsed.success ? parsed.data : [];
}

function freeName(fields: readonly QuestionField[]): string {
  for (let number = fields.length + 1; ; number += 1) {
    const name = `field${number}`;
    if (!fields.some((field) => field.name === name)) return name;
  }
}
