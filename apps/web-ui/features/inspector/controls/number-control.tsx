'use client';
import { useState } from 'react';
import { Input } from '@/components/ui/input';
import type { ControlProps } from '../field-control';

/** Keeps what is typed until it is a number; an empty field takes the setting away. */
export function NumberControl({
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
  return (
    <Input
      id={id}
      type="number"
      inputMode="decimal"
      value={draft ?? (typeof shown === 'number' ? String(shown) : '')}
      placeholder={field.placeholder}
      min={field.minimum}
      max={field.maximum}
      step="any"
      disabled={isReadOnly}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      className="tabular"
      onBlur={() => setDraft(undefined)}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        const number = Number(text);
        if (text === '') onChange(undefined);
        else if (Number.isFinite(number)) onChange(number);
      }}
    />
  );
}
