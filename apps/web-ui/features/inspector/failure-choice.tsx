'use client';
import { setNodeFailure } from '@codexos/flow-document';
import type { FlowNode } from '@codexos/protocol/flow';
import type { JsonValue } from '@codexos/protocol/json';
import { useState } from 'react';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useCanvas } from '@/features/canvas/model/canvas-context';

const CHOICES = {
  fail: { label: 'the run fails', help: 'Nothing after it runs, and the run says why.' },
  branch: {
    label: 'go on from its Error port',
    help: 'What hangs on the Error port gets the error, with its code and message, and nothing else does.',
  },
  default: { label: 'go on with a value', help: 'The value below stands in for what the node did not give.' },
} as const;
type Choice = keyof typeof CHOICES;

/** Whether a failure ends the run, is a way of its own, or is covered by a value. */
export function FailureChoice({ node }: { node: FlowNode }) {
  const { editor } = useCanvas();
  const { onFailure } = node;
  const choice: Choice = onFailure?.type ?? 'fail';
  const choose = (next: Choice) => {
    const policy =
      next === 'fail' ? undefined : next === 'branch' ? { type: next } : { type: next, value: '' };
    editor?.edit((doc, origin) => setNodeFailure(doc, node.id, policy, origin));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={`${node.id}-failure`}>When all tries have failed</Label>
      <Select value={choice} disabled={!editor} onValueChange={(value) => choose(value as Choice)}>
        <SelectTrigger id={`${node.id}-failure`} className="w-full">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {Object.entries(CHOICES).map(([value, { label }]) => (
            <SelectItem key={value} value={value}>
              {label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <p className="text-xs text-muted-foreground">{CHOICES[choice].help}</p>
      {onFailure?.type === 'default' ? (
        <DefaultValue key={node.id} nodeId={node.id} value={onFailure.value} />
      ) : null}
    </div>
  );
}

/** Text or JSON; what is typed stays as it is typed until the field is left. */
function DefaultValue({ nodeId, value }: { nodeId: string; value: JsonValue }) {
  const { editor } = useCanvas();
  const [draft, setDraft] = useState<string>();
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  return (
    <Textarea
      aria-label="Value instead"
      rows={3}
      className="font-mono text-xs leading-5"
      spellCheck={false}
      placeholder="Text, or JSON such as [ ]"
      disabled={!editor}
      value={draft ?? text}
      onBlur={() => setDraft(undefined)}
      onChange={(event) => {
        const next = event.target.value;
        setDraft(next);
        editor?.edit(
          (doc, origin) => setNodeFailure(doc, nodeId, { type: 'default', value: readValue(next) }, origin),
          `${nodeId}.failure`,
        );
      }}
    />
  );
}

/** A list or an object where the text is one; the text itself otherwise. */
function readValue(text: string): JsonValue {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
