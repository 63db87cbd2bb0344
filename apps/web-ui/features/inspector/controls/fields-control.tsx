'use client';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { PlusIcon, XIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { ControlProps } from '../field-control';

/** Named values, each a template: `{ key: template }`. */
export function FieldsControl({ id, field, value, isReadOnly, describedBy, onChange }: ControlProps) {
  const shown = value ?? field.defaultValue;
  const entries = Object.entries(isObject(shown) ? shown : {});
  const put = (next: [string, JsonValue][]) => onChange(Object.fromEntries(next));
  const [draftKey, setDraftKey] = useState<{ index: number; text: string }>();
  return (
    <div
      id={id}
      role="group"
      aria-label={field.label}
      aria-describedby={describedBy}
      className="flex flex-col gap-2"
    >
      {entries.map(([key, text], index) => (
        <div key={key} className="flex flex-col gap-1 rounded-md border p-2">
          <div className="flex items-center gap-1">
            <Input
              aria-label={`Name of value ${index + 1}`}
              value={draftKey?.index === index ? draftKey.text : key}
              disabled={isReadOnly}
              className="h-7 font-mono text-xs"
              onChange={(event) => setDraftKey({ index, text: event.target.value })}
              onBlur={() => {
                const name = draftKey?.text.trim();
                setDraftKey(undefined);
                if (name && name !== key && !entries.some(([other]) => other === name))
                  put(entries.map((entry, at) => (at === index ? [name, entry[1]] : entry)));
              }}
            />
            <Button
              variant="quiet"
              size="icon-sm"
              aria-label={`Remove ${key}`}
              disabled={isReadOnly}
              onClick={() => put(entries.filter((_entry, at) => at !== index))}
            >
              <XIcon aria-hidden />
            </Button>
          </div>
          <Textarea
            aria-label={`Value of ${key}`}
            value={typeof text === 'string' ? text : JSON.stringify(text)}
            disabled={isReadOnly}
            className="min-h-8 font-mono text-xs leading-5"
            onChange={(event) =>
              put(entries.map((entry, at) => (at === index ? [key, event.target.value] : entry)))
            }
          />
        </div>
      ))}
      <Button
        size="sm"
        className="self-start"
        disabled={isReadOnly}
        onClick={() => put([...entries, [freeName(entries.map(([key]) => key)), '']])}
      >
        <PlusIcon aria-hidden /> Add a value
      </Button>
    </div>
  );
}

function freeName(taken: readonly string[]): string {
  let index = taken.length + 1;
  while (taken.includes(`value${index}`)) index += 1;
  return `value${index}`;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
