'use client';
import type { JsonValue } from '@codexos/protocol/json';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { FieldControl } from '@/features/inspector/field-control';
import type { Field } from '@/features/inspector/field-schema';
import type { RunInput } from './run-inputs';

interface RunInputFieldProps {
  input: RunInput;
  value: JsonValue | undefined;
  isFirst: boolean;
  onChange: (value: JsonValue | undefined) => void;
}

/** One value that the flow asks for. */
export function RunInputField({ input, value, isFirst, onChange }: RunInputFieldProps) {
  const id = `run-input-${input.name}`;
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {input.label}
        {input.isRequired ? null : <span className="font-normal text-muted-foreground">optional</span>}
      </Label>
      {input.type === 'text' ? (
        <Textarea
          id={id}
          autoFocus={isFirst}
          value={typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)}
          className="text-base"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <FieldControl
          id={id}
          field={toField(input)}
          value={value}
          isReadOnly={false}
          isInvalid={false}
          describedBy={undefined}
          onChange={onChange}
        />
      )}
      {input.help ? <p className="text-xs text-muted-foreground">{input.help}</p> : null}
    </div>
  );
}

function toField(input: RunInput): Field {
  return {
    name: input.name,
    label: input.label,
    help: undefined,
    placeholder: undefined,
    control: input.type === 'boolean' ? 'switch' : input.type === 'number' ? 'number' : 'json',
    options: [],
    defaultValue: input.defaultValue,
    isRequired: input.isRequired,
    minimum: undefined,
    maximum: undefined,
    maxLength: undefined,
  };
}
