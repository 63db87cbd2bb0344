'use client';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { PlayIcon } from 'lucide-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Kbd } from '@/components/ui/kbd';
import { Label } from '@/components/ui/label';
import type { LastInput } from './last-input';
import { RunInputField } from './run-input-field';
import type { RunInput } from './run-inputs';
import { SourceSelect } from '@/components/source-select';

interface RunDialogProps {
  name: string;
  inputs: readonly RunInput[];
  hasSource: boolean;
  last: LastInput | undefined;
  error: unknown;
  isStarting: boolean;
  onStart: (input: LastInput) => void;
  onClose: () => void;
}

/** Asks for what the flow needs, filled with what it was last started with. */
export function RunDialog({
  name,
  inputs,
  hasSource,
  last,
  error,
  isStarting,
  onStart,
  onClose,
}: RunDialogProps) {
  const [values, setValues] = useState<JsonObject>(() => initialValues(inputs, last));
  const [source, setSource] = useState<SourceBinding | undefined>(last?.source);
  const isReady =
    inputs.every((input) => !input.isRequired || isGiven(values[input.name])) &&
    (!hasSource || source?.knowledgeBaseId !== undefined);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isReady && !isStarting) onStart({ input: values, ...(hasSource && source ? { source } : {}) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent onKeyDown={onKeyDown}>
        <DialogHeader>
          <DialogTitle>Run {name}</DialogTitle>
          <DialogDescription>What the flow needs to start.</DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="flex flex-col gap-4">
          {hasSource ? (
            <div className="flex flex-col gap-1.5">
              <Label>Source</Label>
              <SourceSelect
                value={source}
                onChange={setSource}
                className="h-8 max-w-full [&>span]:flex-1 [&>span]:text-left"
              />
            </div>
          ) : null}
          {inputs.map((input, index) => (
            <RunInputField
              key={input.name}
              input={input}
              value={values[input.name]}
              isFirst={index === 0}
              onChange={(value) =>
                setValues(({ [input.name]: _before, ...rest }) =>
                  value === undefined ? rest : { ...rest, [input.name]: value },
                )
              }
            />
          ))}
          {error === undefined || error === null ? null : <ErrorNotice error={error} />}
          <DialogFooter>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" disabled={!isReady || isStarting}>
              <PlayIcon aria-hidden /> {isStarting ? 'Starting…' : 'Run'}
              <Kbd keys="mod+enter" className="opacity-80" />
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function initialValues(inputs: readonly RunInput[], last: LastInput | undefined): JsonObject {
  const values: JsonObject = {};
  for (const { name, defaultValue, type } of inputs) {
    const value = last?.input[name] ?? defaultValue ?? (type === 'boolean' ? false : undefined);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
