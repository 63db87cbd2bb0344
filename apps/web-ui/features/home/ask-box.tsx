'use client';
import type { KnowledgeBase, Source } from '@codexos/protocol/knowledge';
import { useEffect, useRef, useState } from 'react';
import { bindingName, boundSource } from '@/components/source-binding';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Composer } from '@/features/chat/composer';
import { SuggestedQuestions } from '@/features/chat/suggested-questions';
import { useStartConversation } from '@/features/chat/use-start-conversation';
import { IngestStatus } from '@/features/knowledge/ingest-status';
import { isIngestActive, isReadable } from '@/features/knowledge/progress-words';
import { SourceForm } from '@/features/knowledge/source-form';
import { useIngest } from '@/features/knowledge/use-ingest';
import { ChooseRepository } from './choose-repository';
import { useAskedSource } from './use-asked-source';

/** Ask a question about a repository: choose it, write while it is read, read the answer in the chat. */
export function AskBox({ bases }: { bases: readonly KnowledgeBase[] }) {
  const { binding, setBinding, added, setAdded } = useAskedSource(bases);
  const [isAdding, setAdding] = useState(false);
  const [text, setText] = useState('');
  const [isWaiting, setWaiting] = useState(false);
  const start = useStartConversation();
  const source: Source | undefined = boundSource(binding, bases) ?? added;
  const progress = useIngest(source);
  // What was read before can be asked while it is read again.
  const isReady = !source || source.lastIngest !== undefined || isReadable(progress?.phase);
  const hasFailed = progress?.phase === 'failed' || progress?.phase === 'cancelled';

  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const suggest = (question: string) => {
    setText(question);
    fieldRef.current?.focus();
  };
  const ask = () => start.mutate({ partner: { type: 'repository' }, source: binding, text: text.trim() });
  const askRef = useRef(ask);
  useEffect(() => {
    askRef.current = ask;
  });
  useEffect(() => {
    if (!isWaiting || !isReady) return;
    setWaiting(false);
    askRef.current();
  }, [isWaiting, isReady]);

  const onAdded = (fresh: Source) => {
    setAdded(fresh);
    setBinding({ knowledgeBaseId: fresh.knowledgeBaseId, sourceId: fresh.id });
    setAdding(false);
  };
  const hasSources = binding !== undefined;
  if (!hasSources && !isAdding) {
    return (
      <ChooseRepository>
        <SourceForm onAdded={onAdded} />
      </ChooseRepository>
    );
  }
  return (
    <section aria-label="Ask a question about a repository" className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold tracking-tight">Ask a question about a repository</h2>
      {isAdding ? (
        <ChooseRepository onCancel={hasSources ? () => setAdding(false) : undefined}>
          <SourceForm onAdded={onAdded} />
        </ChooseRepository>
      ) : (
        <>
          <Composer
            fieldRef={fieldRef}
            value={text}
            onChange={(next) => {
              setText(next);
              setWaiting(false);
            }}
            onSend={() => (isReady ? ask() : setWaiting(true))}
            isSending={start.isPending || isWaiting}
            disabledReason={hasFailed && !source?.lastIngest ? 'The repository has not been read' : undefined}
            placeholder={`Ask about ${bindingName(binding, bases) ?? source?.name ?? 'the code'}…`}
            autoFocus={added !== undefined}
          >
            <SourceSelect value={binding} onChange={setBinding} onAdd={() => setAdding(true)} />
          </Composer>
          <SuggestedQuestions onChoose={suggest} />
          {progress && source && (isIngestActive(progress.phase) || hasFailed) ? (
            <div className="rounded-md border bg-card px-3.5 py-2">
              <IngestStatus progress={progress} knowledgeBaseId={source.knowledgeBaseId} />
              {progress.error ? <ErrorNotice error={progress.error} className="mt-2" /> : null}
            </div>
          ) : null}
          {isWaiting ? (
            <p className="flex items-center gap-2 text-sm text-muted-foreground" role="status">
              Your question is sent as soon as the repository has been read.
              <Button size="sm" variant="ghost" onClick={() => setWaiting(false)}>
                Change it
              </Button>
            </p>
          ) : null}
          {start.error ? <ErrorNotice error={start.error} /> : null}
        </>
      )}
    </section>
  );
}
