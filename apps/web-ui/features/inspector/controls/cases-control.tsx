'use client';
import type { JsonValue } from '@codexos/protocol/json';
import { listedPortSchema } from '@codexos/protocol/listed-ports';
import { ArrowDownIcon, ArrowUpIcon, PlusIcon, XIcon } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import type { ControlProps } from '../field-control';

// While they are being typed, names and conditions may be mistaken; the problems say so.
const casesSchema = z.array(z.object({ name: z.string(), when: z.string() }));
type Case = z.infer<typeof casesSchema>[number];

const MAX_CASES = 30;

/** The named ways of a switch, in the order in which they are tried. */
export function CasesControl({ id, field, value, isReadOnly, describedBy, onChange }: ControlProps) {
  const cases = casesSchema.safeParse(value ?? field.defaultValue).data ?? [];
  const put = (next: Case[]) => onChange(next as unknown as JsonValue);
  const move = (index: number, by: number) => {
    const next = [...cases];
    next.splice(index + by, 0, ...next.splice(index, 1));
    put(next);
  };
  return (
    <div
      id={id}
      role="group"
      aria-label={field.label}
      aria-describedby={describedBy}
      className="flex flex-col gap-2"
    >
      {cases.map((one, index) => (
        <div key={index} className="flex flex-col gap-1.5 rounded-md border p-2">
          <div className="flex items-center gap-1">
            <NameInput
              label={`Name of case ${index + 1}`}
              name={one.name}
              isReadOnly={isReadOnly}
              isFree={(name) => !cases.some((other) => other !== one && other.name === name)}
              onChange={(name) => put(cases.with(index, { ...one, name }))}
            />
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`Move case ${index + 1} up`}
              disabled={isReadOnly || index === 0}
              onClick={() => move(index, -1)}
            >
              <ArrowUpIcon aria-hidden />
            </Button>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`Move case ${index + 1} down`}
              disabled={isReadOnly || index === cases.length - 1}
              onClick={() => move(index, 1)}
            >
              <ArrowDownIcon aria-hidden />
            </Button>
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`Remove case ${index + 1}`}
              disabled={isReadOnly}
              onClick={() => put(cases.toSpliced(index, 1))}
            >
              <XIcon aria-hidden />
            </Button>
          </div>
          <Input
            aria-label={`When case ${index + 1} applies`}
            className="h-7 font-mono text-xs"
            placeholder='input == "urgent", or a value'
            value={one.when}
            disabled={isReadOnly}
            spellCheck={false}
            onChange={({ target }) => put(cases.with(index, { ...one, when: target.value }))}
          />
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        disabled={isReadOnly || cases.length >= MAX_CASES}
        onClick={() => put([...cases, { name: freeName(cases), when: '' }])}
      >
        <PlusIcon aria-hidden /> Add a case
      </Button>
    </div>
  );
}

interface NameInputProps {
  label: string;
  name: string;
  isReadOnly: boolean;
  isFree: (name: string) => boolean;
  onChange: (name: string) => void;
}

/** Hands on only what can be a name: edges hang on it, and would be lost by a name that is none. */
function NameInput({ label, name, isReadOnly, isFree, onChange }: NameInputProps) {
  const [draft, setDraft] = useState<string>();
  const isMistaken = draft !== undefined && draft !== name;
  return (
    <Input
      aria-label={label}
      aria-invalid={isMistaken}
      title={isMistaken ? 'Letters, digits and _, beginning with a letter, and used once' : undefined}
      className="h-7 font-mono text-xs"
      value={draft ?? name}
      disabled={isReadOnly}
      spellCheck={false}
      onChange={({ target: { value } }) => {
        setDraft(value);
        if (listedPortSchema.shape.name.safeParse(value).success && isFree(value)) onChange(value);
      }}
      onBlur={() => setDraft(undefined)}
    />
  );
}

function freeName(cases: readonly Case[]): string {
  for (let number = cases.length + 1; ; number += 1) {
    const name = `case${number}`;
    if (!cases.some((one) => one.name === name)) return name;
  }
}
