'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState } from 'react';
import { bindingChoices } from '@/components/source-binding';
import { SourceSelect } from '@/components/source-select';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useApiQuery } from '@/lib/api/use-api-query';
import { Composer } from './composer';
import { parsePartner } from './partner';
import { PartnerSelect } from './partner-select';
import { SuggestedQuestions } from './suggested-questions';
import { useStartConversation } from './use-start-conversation';

/** The first question of a new conversation: whom to ask, about what. `?with=agent:ID` chooses the partner, `?source=ID` the source. */
export function NewConversation() {
  const router = useRouter();
  const search = useSearchParams();
  const { data, refetch } = useApiQuery(listKnowledgeBases, {});
  const [partner, setPartner] = useState(() => parsePartner(search.get('with')));
  const [chosen, setSource] = useState<SourceBinding | null>();
  const [text, setText] = useState('');
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const suggest = (question: string) => {
    setText(question);
    fieldRef.current?.focus();
  };
  const start = useStartConversation();
  const choices = bindingChoices(data?.items ?? []);
  // The newest source is the likeliest; a person may also choose none.
  const likeliest = (among: typeof choices) =>
    (among.find(({ binding }) => binding.sourceId === search.get('source')) ?? among.at(-1))?.binding;
  const source = chosen === undefined ? likeliest(choices) : (chosen ?? undefined);
  const sourceToSend = data
    ? source
    : async () => likeliest(bindingChoices((await refetch()).data?.items ?? []));
  const isRepository = partner.type === 'repository';
  const disabledReason =
    isRepository && data && !source
      ? choices.length === 0
        ? 'Read a repository first'
        : 'Choose a source to ask about'
      : undefined;
  return (
    <div className="mx-auto flex h-full w-full max-w-180 flex-col justify-center gap-4 px-5 pb-16">
      <h2 className="text-xl font-semibold tracking-tight">What would you like to know?</h2>
      <Composer
        fieldRef={fieldRef}
        value={text}
        onChange={setText}
        onSend={() => start.mutate({ partner, source: sourceToSend, text: text.trim() })}
        isSending={start.isPending}
        disabledReason={disabledReason}
        placeholder={isRepository ? 'Ask a question about the code…' : 'Write a message…'}
        autoFocus
      >
        <PartnerSelect value={partner} onChange={setPartner} />
        <SourceSelect
          value={source}
          onChange={(binding) => setSource(binding ?? null)}
          onAdd={() => router.push('/')}
          isOptional={!isRepository}
        />
      </Composer>
      {isRepository ? <SuggestedQuestions onChoose={suggest} /> : null}
      {start.error ? <ErrorNotice error={start.error} /> : null}
    </div>
  );
}
