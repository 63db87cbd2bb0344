'use client';
import { deleteKnowledgeBase, updateKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { RadioGroup } from 'radix-ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';

const EMBEDDERS: { value: KnowledgeBase['embedder']; label: string; help: string; isDefault?: boolean }[] = [
  {
    value: 'none',
    label: 'No vectors',
    help: 'Words and the structure of code decide. Fast, nothing to install, and the best choice for most repositories.',
    isDefault: true,
  },
  {
    value: 'lsa',
    label: 'Vectors fitted on the sources',
    help: 'Learns from the sources themselves which words go together. Stays on this machine; adds some seconds to each reading.',
  },
  {
    value: 'ollama',
    label: 'Ollama',
    help: 'Uses an embedding model of the Ollama server on this machine. Slower to read, helps with questions in other words than the code uses.',
  },
  {
    value: 'http',
    label: 'Embedding server',
    help: 'Sends the text of every chunk to the OpenAI-compatible server that is set up. Costs what that server costs.',
  },
];

/** Description, embedder, and how to delete the knowledge base. */
export function BaseSettings({ base }: { base: KnowledgeBase }) {
  const update = useApiMutation(updateKnowledgeBase);
  const save = (body: { description?: string; embedder?: KnowledgeBase['embedder'] }) =>
    update.mutate({ params: { knowledgeBaseId: base.id }, body });
  return (
    <div className="flex max-w-180 flex-col gap-8">
      <section className="flex flex-col gap-1.5">
        <Label htmlFor="base-description">Description</Label>
        <Textarea
          id="base-description"
          maxLength={2_000}
          defaultValue={base.description}
          placeholder="What is in here, for the people and agents that choose it"
          onBlur={(event) =>
            event.target.value !== base.description && save({ description: event.target.value })
          }
        />
        <p className="text-xs text-muted-foreground">Saved when you leave the field.</p>
      </section>
      <section aria-labelledby="embedder" className="flex flex-col gap-3">
        <div>
          <h2 id="embedder" className="text-base font-medium">
            Vectors
          </h2>
          <p className="text-sm text-muted-foreground">
            Search works without them. Where you add them, answers come as soon as the words are read, and
            vectors follow in the background. Measure under Quality whether they help on your sources.
          </p>
        </div>
        <RadioGroup.Root
          aria-labelledby="embedder"
          value={update.isPending ? (update.variables.body?.embedder ?? base.embedder) : base.embedder}
          onValueChange={(embedder) => save({ embedder: embedder as KnowledgeBase['embedder'] })}
          className="flex flex-col gap-2"
        >
          {EMBEDDERS.map(({ value, label, help, isDefault }) => (
            <RadioGroup.Item
              key={value}
              value={value}
              className="group flex items-start gap-3 rounded-md border bg-card p-3 text-left hover:bg-accent data-[state=checked]:border-primary"
            >
              <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-input group-data-[state=checked]:border-primary">
                <RadioGroup.Indicator className="size-2 rounded-full bg-primary" />
              </span>
              <span>
                <span className="flex items-center gap-2 text-sm font-medium">
                  {label} {isDefault ? <Badge>default</Badge> : null}
                </span>
                <span className="block text-sm text-muted-foreground">{help}</span>
              </span>
            </RadioGroup.Item>
          ))}
        </RadioGroup.Root>
        {update.error ? <ErrorNotice error={update.error} /> : null}
      </section>
      <DeleteBase base={base} />
    </div>
  );
}

function DeleteBase({ base }: { base: KnowledgeBase }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const remove = useApiMutation(deleteKnowledgeBase, {
    refreshes: ['knowledge', 'files'],
    onSuccess: () => router.push('/knowledge'),
  });
  return (
    <section
      aria-labelledby="delete-base"
      className="flex items-center justify-between gap-4 rounded-md border p-4"
    >
      <div>
        <h2 id="delete-base" className="text-base font-medium">
          Delete this knowledge base
        </h2>
        <p className="text-sm text-muted-foreground">
          Its index goes; the files stay. Agents and flows that use it lose it.
        </p>
      </div>
      <Button onClick={() => setOpen(true)} className="text-destructive">
        Delete…
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Delete ${base.name}`}
        confirmLabel="Delete the knowledge base"
        nameToType={base.name}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { knowledgeBaseId: base.id } })}
      >
        What was read from its sources goes, and citations of past answers no longer open. The files
        themselves stay untouched.
      </ConfirmDialog>
    </section>
  );
}
