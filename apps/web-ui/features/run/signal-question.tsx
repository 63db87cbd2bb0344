'use client';
import { jsonSchema, type JsonValue } from '@codexos/protocol/json';
import type { SignalQuestion } from '@codexos/protocol/signal';
import { SendIcon } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { JsonView } from '@/components/json-view';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import type { AnswerProps } from './question-form';

/** A program sends the signal; how, stands here, and a person may send it in its place. */
export function SignalQuestionForm({
  question: { name, key, schema },
  send,
  isPast,
  isSending,
}: AnswerProps & { question: SignalQuestion }) {
  const [text, setText] = useState('{}');
  const payload = parse(text);
  const payloadId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (payload !== undefined) send(payload);
  };
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
        <dt className="text-muted-foreground">Signal</dt>
        <dd className="font-mono break-all">{name}</dd>
        {key === '' ? null : (
          <>
            <dt className="text-muted-foreground">Key</dt>
            <dd className="font-mono break-all">{key}</dd>
          </>
        )}
      </dl>
      {Object.keys(schema).length === 0 ? null : <JsonView label="What it has to bring" value={schema} />}
      {isPast ? null : (
        <form onSubmit={submit} className="flex flex-col gap-2">
          <p className="flex items-center justify-between gap-2 text-xs text-muted-foreground">
            It comes by <span className="font-mono">POST /api/v1/signals/{name}</span>
            <CopyButton text={commandFor(name, key)} label="Copy the command" />
          </p>
          <Label htmlFor={payloadId}>Payload as JSON, to send it from here</Label>
          <Textarea
            id={payloadId}
            rows={3}
            spellCheck={false}
            className="font-mono text-xs"
            aria-invalid={payload === undefined}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            type="submit"
            variant="primary"
            className="self-end"
            disabled={payload === undefined || isSending}
          >
            <SendIcon aria-hidden /> Send the signal
          </Button>
        </form>
      )}
    </>
  );
}

function parse(text: string): JsonValue | undefined {
  try {
    return jsonSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function commandFor(name: string, key: string): string {
  const body = JSON.stringify({ key, payload: {} });
  const address = `${window.location.origin}/api/v1/signals/${name}`;
  return `curl -X POST ${address} -H 'Authorization: Bearer $TOKEN' -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'`;
}
