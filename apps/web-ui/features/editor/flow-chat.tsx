'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { PlusIcon } from 'lucide-react';
import Link from 'next/link';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { bindingChoices } from '@/components/source-binding';
import { SourceSelect } from '@/components/source-select';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorNotice } from '@/components/ui/error-notice';
import { useCanvas, useCanvasState } from '@/features/canvas/model/canvas-context';
import { Composer } from '@/features/chat/composer';
import { ConversationView } from '@/features/chat/conversation-view';
import { useStartConversation } from '@/features/chat/use-start-conversation';
import { needsSource } from '@/features/run/run-inputs';
import { useApiQuery } from '@/lib/api/use-api-query';
import { createPersisted } from '@/lib/persisted';

/** Which conversation stands beside which flow, in this browser. */
const openChats = createPersisted<Record<string, string>>('codexos.flow-chats', {});

interface FlowChatProps {
  flowId: string;
  /** Shows the run that answers on the canvas. */
  onRun: (runId: string) => void;
}

/** Talks to the flow as it is drawn: every question is a run, which the canvas shows. */
export function FlowChat({ flowId, onRun }: FlowChatProps) {
  const chats = useSyncExternalStore(openChats.subscribe, openChats.get, openChats.getInitial);
  const conversationId = chats[flowId];
  const open = useCallback(
    (id: string | undefined) => {
      const { [flowId]: _closed, ...others } = openChats.get();
      openChats.set(id === undefined ? others : { ...others, [flowId]: id });
    },
    [flowId],
  );
  if (conversationId === undefined) {
    return (
      <FirstMessage
        flowId={flowId}
        onStart={(started) => {
          open(started.conversation.id);
          onRun(started.runId);
        }}
      />
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center justify-between gap-2 border-b pr-1.5 pl-4">
        <Link
          href={`/chat/${conversationId}`}
          className="text-xs text-muted-foreground hover:text-foreground hover:underline"
        >
          Open in chat
        </Link>
        <Button variant="quiet" size="sm" onClick={() => open(undefined)}>
          <PlusIcon aria-hidden /> New conversation
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        <ConversationView key={conversationId} conversationId={conversationId} isBeside onRun={onRun} />
      </div>
    </div>
  );
}

type OnStart = NonNullable<Parameters<typeof useStartConversation>[0]>;

function FirstMessage({ flowId, onStart }: { flowId: string; onStart: OnStart }) {
  const { kinds } = useCanvas();
  const isAskingSource = useCanvasState(({ flow }) => needsSource(flow, kinds));
  const hasInput = useCanvasState(({ flow }) => flow.nodes.some(({ kind }) => kind === 'input'));
  const { data, refetch } = useApiQuery(listKnowledgeBases, {});
  const [chosen, setSource] = useState<SourceBinding | null>();
  const [text, setText] = useState('');
  const start = useStartConversation(onStart);
  const choices = bindingChoices(data?.items ?? []);
  const source = chosen === undefined ? choices.at(-1)?.binding : (chosen ?? undefined);
  const sourceToSend = data
    ? source
    : async () => bindingChoices((await refetch()).data?.items ?? []).at(-1)?.binding;
  const disabledReason = !hasInput
    ? 'Add an input node, which gets what you write'
    : isAskingSource && data && !source
      ? 'Read a repository first'
      : undefined;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <EmptyState icon="message-square" title="Talk to this flow" className="py-10">
          What you write goes to its first text input. Every answer is a run of the flow as it is drawn, shown
          on the canvas as it happens.
        </EmptyState>
        {start.error ? <ErrorNotice error={start.error} className="mx-4 mb-4" /> : null}
      </div>
      <div className="px-3 pb-3">
        <Composer
          value={text}
          onChange={setText}
          onSend={() =>
            start.mutate({
              partner: { type: 'flow', flowId },
              source: isAskingSource ? sourceToSend : undefined,
              text: text.trim(),
            })
          }
          isSending={start.isPending}
          disabledReason={disabledReason}
          placeholder="Ask the flow…"
        >
          {isAskingSource ? (
            <SourceSelect value={source} onChange={(binding) => setSource(binding ?? null)} />
          ) : null}
        </Composer>
      </div>
    </div>
  );
}
