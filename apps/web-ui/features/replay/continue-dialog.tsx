'use client';
import { continueRun } from '@codexos/protocol/contracts/runs.contract';
import type { JsonValue } from '@codexos/protocol/json';
import type { RunEvent } from '@codexos/protocol/run-event';
import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
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
import { Label } from '@/components/ui/label';
import { WholeValue } from '@/components/whole-value';
import { Textarea } from '@/components/ui/textarea';
import { fieldText, readField } from '@/features/run-node/value-field';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { editableOutputs, type EditableOutput } from './editable-outputs';

/** The value may be anything that a port carries. */
const ANY_PORT = { type: 'any', many: false } as const;

interface ContinueDialogProps {
  runId: string;
  /** Those up to the place that the new run goes on from. */
  events: readonly RunEvent[];
  nameOf: (nodeId: string) => string;
  onClose: () => void;
}

/** Starts a new run that begins with what this one had done by a place, with outputs changed where one likes. */
export function ContinueDialog({ runId, events, nameOf, onClose }: ContinueDialogProps) {
  const router = useRouter();
  const start = useApiMutation(continueRun, {
    refreshes: ['runs', 'flows'],
    onSuccess: ({ id }) => {
      onClose();
      router.push(`/runs/${id}`);
    },
  });
  const outputs = editableOutputs(events);
  const [texts, setTexts] = useState<Record<string, string>>({});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const afterSeq = events.at(-1)?.seq;
    start.mutate({
      params: { runId },
      body: { ...(afterSeq === undefined ? {} : { afterSeq }), edits: outputs.flatMap(toEdit(texts)) },
    });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Run on from event {events.length}</DialogTitle>
          <DialogDescription>
            A new run begins with everything that had finished by then and goes on from there. What had failed
            is tried again; nothing that had finished is repeated.
          </DialogDescription>
        </DialogHeader>
        <form onSubmit={submit} className="flex flex-col gap-4">
          {outputs.map((output) => (
            <WholeValue key={output.key} value={output.value}>
              {(value) => (
                <OutputField
                  output={{ ...output, value }}
                  name={nameOf(output.nodeId)}
                  text={texts[output.key]}
                  onChange={(text) => setTexts({ ...texts, [output.key]: text })}
                />
              )}
            </WholeValue>
          ))}
          {start.error ? <ErrorNotice error={start.error} /> : null}
          <DialogFooter>
            <Button type="button" variant="ghost" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" disabled={start.isPending}>
              Run on
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

interface OutputFieldProps {
  output: EditableOutput;
  name: string;
  /** What was typed; the value as it was when absent. */
  text: string | undefined;
  onChange: (text: string) => void;
}

function OutputField({ output, name, text, onChange }: OutputFieldProps) {
  const shown = text ?? fieldText(output.value, ANY_PORT);
  const isText = typeof valueOf(shown) === 'string';
  const id = `output-${output.key}`;
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>
        {name} · {output.port}
      </Label>
      <Textarea
        id={id}
        className="max-h-80 font-mono text-xs"
        spellCheck={false}
        value={shown}
        onChange={(change) => onChange(change.target.value)}
      />
      <p className="text-xs text-muted-foreground">
        What comes next receives this, taken as {isText ? 'text' : 'JSON'}.
      </p>
    </div>
  );
}

/** Empty stands for an empty text. */
function valueOf(text: string): JsonValue {
  const read = readField(text, ANY_PORT);
  return read.isGiven ? read.value : '';
}

function toEdit(texts: Record<string, string>) {
  return ({ key, activationId, port, value }: EditableOutput) => {
    const text = texts[key];
    if (text === undefined) return [];
    const edited = valueOf(text);
    return JSON.stringify(edited) === JSON.stringify(value) ? [] : [{ activationId, port, value: edited }];
  };
}
