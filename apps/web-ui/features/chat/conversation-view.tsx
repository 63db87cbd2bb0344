'use client';
import { updateConversation, type Message } from '@codexos/protocol/contracts/conversations.contract';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { cancelRun } from '@codexos/protocol/contracts/runs.contract';
import { ArrowDownIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { toast } from 'sonner';
import { citedSourceId } from '@/components/source-binding';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useActions } from '@/lib/actions/use-actions';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { cn } from '@/lib/utils';
import { Composer } from './composer';
import { ConversationSkeleton } from './conversation-skeleton';
import { MessageList } from './message-list';
import { PartnerChip } from './partner-chip';
import { isActiveStatus } from './run-answer';
import { useConversation } from './use-conversation';
import { useStickToEnd } from './use-stick-to-end';

const COLUMN = 'mx-auto w-full max-w-192';

interface ConversationViewProps {
  conversationId: string;
  /** Stands beside something else: its partner is known, and the keyboard stays where it is. */
  isBeside?: boolean;
  /** Called with each run that is started to answer. */
  onRun?: ((runId: string) => void) | undefined;
}

/** One conversation: its messages, and where the next one is written. */
export function ConversationView({ conversationId, isBeside = false, onRun }: ConversationViewProps) {
  const { query, branch, choose, send, regenerate, refresh } = useConversation(conversationId);
  const { scrollerRef, contentRef, isAtEnd, goToEnd, followTurn } = useStickToEnd();
  const { data: bases } = useApiQuery(listKnowledgeBases, {});
  const [text, setText] = useState('');
  const update = useApiMutation(updateConversation);
  const stop = useApiMutation(cancelRun, {
    onError: (error) => toast.error('The run could not be stopped', { description: error.message }),
  });
  const conversation = query.data;
  const running = branch.at(-1)?.message;
  const runningId = isActiveStatus(running?.status) ? running?.runId : undefined;
  const isBusy = runningId !== undefined || send.isPending || regenerate.isPending;

  const ask = (question: string, edited?: Message) => {
    const parentId = edited ? edited.parentId : branch.at(-1)?.message.id;
    followTurn();
    setText('');
    send.mutate(
      {
        params: { conversationId },
        body: {
          text: question,
          ...(parentId ? { parentId } : {}),
          ...(edited ? { editOf: edited.id } : {}),
        },
      },
      {
        onSuccess: ({ run }) => onRun?.(run.id),
        onError: () => setText((current) => (current === '' ? question : current)),
      },
    );
  };
  const { mutate: cancel } = stop;
  const stopRun = useMemo(
    () => (runningId ? () => cancel({ params: { runId: runningId } }) : undefined),
    [runningId, cancel],
  );
  useChatActions(isBeside ? undefined : stopRun);

  if (query.error && !conversation) return <ErrorNotice error={query.error} className="m-6" />;
  const messages = conversation?.messages ?? [];
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={scrollerRef}
        tabIndex={0}
        aria-label="Conversation"
        role="region"
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <div
          ref={contentRef}
          className={cn(COLUMN, isBeside ? 'px-4 pt-4 pb-6' : 'px-5 pt-8 pb-6 max-[599px]:px-4')}
        >
          {conversation ? (
            <MessageList
              branch={branch}
              sourceId={citedSourceId(conversation.source, bases?.items ?? [])}
              isBusy={isBusy}
              pendingText={send.isPending ? send.variables.body.text : undefined}
              onChoose={choose}
              onEdit={(id, edited) =>
                ask(
                  edited,
                  messages.find((message) => message.id === id),
                )
              }
              onRegenerate={(messageId) => {
                followTurn();
                regenerate.mutate(
                  { params: { conversationId, messageId } },
                  { onSuccess: ({ run }) => onRun?.(run.id) },
                );
              }}
              onEnd={refresh}
            />
          ) : (
            <ConversationSkeleton />
          )}
          {send.error ? <ErrorNotice error={send.error} className="mt-6" /> : null}
          {regenerate.error ? <ErrorNotice error={regenerate.error} className="mt-6" /> : null}
        </div>
      </div>
      <div
        className={cn(
          COLUMN,
          'relative',
          isBeside ? 'px-3 pb-3' : 'px-5 pb-4 max-[599px]:px-3 max-[599px]:pb-3',
        )}
      >
        {isAtEnd ? null : (
          <Button
            size="sm"
            className="absolute -top-10 left-1/2 -translate-x-1/2 shadow-(--shadow-pop)"
            onClick={goToEnd}
          >
            <ArrowDownIcon aria-hidden /> Latest
          </Button>
        )}
        <Composer
          value={text}
          onChange={setText}
          onSend={() => ask(text.trim())}
          onStop={stopRun}
          isSending={send.isPending}
          disabledReason={disabledReason(conversation)}
          placeholder={messages.length === 0 ? 'Ask a question…' : 'Ask a follow-up…'}
          autoFocus={!isBeside}
        >
          {conversation && !isBeside ? (
            <PartnerChip partner={conversation.partner} name={conversation.partnerName} />
          ) : null}
          <SourceSelect
            value={conversation?.source}
            isOptional={conversation?.partner.type !== 'repository'}
            onChange={(source) =>
              update.mutate({ params: { conversationId }, body: { source: source ?? {} } })
            }
          />
        </Composer>
      </div>
    </div>
  );
}

function disabledReason(
  conversation: { partner: { type: string }; source?: object | undefined } | undefined,
) {
  if (!conversation) return 'Opening the conversation…';
  const hasSource = conversation.source !== undefined && Object.keys(conversation.source).length > 0;
  return conversation.partner.type === 'repository' && !hasSource
    ? 'Choose a source to ask about'
    : undefined;
}

function useChatActions(stopRun: (() => void) | undefined): void {
  const actions = useMemo(
    () => [
      {
        id: 'chat.stop',
        label: 'Stop the answer',
        group: 'Chat',
        icon: 'square',
        shortcuts: ['escape'],
        worksInFields: true,
        isDisabled: !stopRun,
        isHiddenInPalette: !stopRun,
        run: () => stopRun?.(),
      },
    ],
    [stopRun],
  );
  useActions(actions);
}
