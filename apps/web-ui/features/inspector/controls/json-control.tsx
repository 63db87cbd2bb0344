'use client';
import { jsonSchema } from '@codexos/protocol/json';
import { useState } from 'react';
import { Textarea } from '@/components/ui/textarea';
import type { ControlProps } from '../field-control';

/** JSON as text. What is not JSON yet stays in the field and is not saved. */
export function JsonControl({
  id,
  field,
  value,
  isReadOnly,
  isInvalid,
  describedBy,
  onChange,
}: ControlProps) {
  const [draft, setDraft] = useState<string>();
  const shown = value ?? field.defaultValue;
  const text = draft ?? (shown === undefined ? '' : JSON.stringify(shown, null, 2));
  const fault = draft === undefined || draft.trim() === '' ? undefined : faultOf(draft);
  return (
    <>
      <Textarea
        id={id}
        value={text}
        placeholder={field.placeholder ?? '{ }'}
        disabled={isReadOnly}
        aria-invalid={isInvalid || fault !== undefined}
        aria-describedby={describedBy}
        spellCheck={false}
        className="font-mono text-xs leading-5"
        onBlur={() => fault === undefined && setDraft(undefined)}
        onChange={(event) => {
          const next = event.target.value;
          setDraft(next);
          if (next.trim() === '') onChange(undefined);
          else if (faultOf(next) === undefined) onChange(jsonSchema.parse(JSON.parse(next)));
        }}
      />
      {fault ? <p className="text-xs text-destructive">Not saved: {fault}</p> : null}
    </>
  );
}

function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
