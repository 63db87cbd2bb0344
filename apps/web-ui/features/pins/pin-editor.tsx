'use client';
import type { PortDescriptor } from '@codexos/protocol/catalogue';
import { nodePinSchema, type NodePin } from '@codexos/protocol/flow';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { fieldText, readField } from '@/features/run-node/value-field';

interface PinEditorProps {
  pin: NodePin;
  ports: readonly PortDescriptor[];
  onSave: (pin: NodePin) => void;
}

/** A field for each out-port; from one that is empty nothing comes. */
export function PinEditor({ pin, ports, onSave }: PinEditorProps) {
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(
      ports.map((port) => [
        port.name,
        fieldText(pin.outputs.find((output) => output.port === port.name)?.value, port),
      ]),
    ),
  );
  const typed = ports.map((port) => ({ port, value: readField(texts[port.name] ?? '', port) }));
  const outputs = typed.flatMap(({ port, value }) => {
    if (!value.isGiven) return [];
    const before = pin.outputs.find((output) => output.port === port.name);
    // Citations spoke for the value as it was.
    const isSame = before !== undefined && JSON.stringify(before.value) === JSON.stringify(value.value);
    return [isSame ? before : { port: port.name, value: value.value }];
  });
  const checked = nodePinSchema.safeParse({ outputs });
  const problem = checked.success ? undefined : checked.error.issues[0]?.message;
  const isBroken = typed.some(({ value }) => 'problem' in value);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (checked.success && !isBroken) onSave(checked.data);
      }}
    >
      {typed.map(({ port, value }) => (
        <div key={port.name} className="flex flex-col gap-1">
          <Label htmlFor={`pin-${port.name}`}>{port.label}</Label>
          <Textarea
            id={`pin-${port.name}`}
            className="max-h-60 font-mono text-xs"
            spellCheck={false}
            placeholder="Nothing comes out here"
            value={texts[port.name] ?? ''}
            aria-invalid={'problem' in value}
            onChange={(event) => setTexts({ ...texts, [port.name]: event.target.value })}
          />
          {'problem' in value ? <p className="text-xs text-destructive">{value.problem}</p> : null}
        </div>
      ))}
      {problem === undefined ? null : (
        <p role="alert" className="text-xs text-destructive">
          Not saved: {problem}.
        </p>
      )}
      <Button type="submit" size="sm" className="self-end" disabled={!checked.success || isBroken}>
        Save the pin
      </Button>
    </form>
  );
}
