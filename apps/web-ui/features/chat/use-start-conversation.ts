'use client';
import {
  createConversation,
  sendMessage,
  type Conversation,
  type ConversationPartner,
} from '@codexos/protocol/contracts/conversations.contract';
import type { SourceBinding } from '@codexos/protocol/contracts/runs.contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { callApi } from '@/lib/api/call-api';

export interface FirstQuestion {
  partner: ConversationPartner;
  /** As a function where the sources are still on their way while the question is sent. */
  source: SourceBinding | undefined | (() => Promise<SourceBinding | undefined>);
  text: string;
}

export interface StartedConversation {
  conversation: Conversation;
  /** The run that answers the first question. */
  runId: string;
}

/** Starts a conversation with its first question, then goes there unless `onStart` says otherwise. */
export function useStartConversation(onStart?: (started: StartedConversation) => void) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation<StartedConversation, Error, FirstQuestion>({
    mutationFn: async ({ partner, source: given, text }) => {
      const source = typeof given === 'function' ? await given() : given;
      const conversation = await callApi(createConversation, {
        body: { partner, ...(source ? { source } : {}) },
      });
      const { run } = await callApi(sendMessage, {
        params: { conversationId: conversation.id },
        body: { text },
      });
      return { conversation, runId: run.id };
    },
    onSuccess: (started) => {
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: ['runs'] });
      if (onStart) onStart(started);
      else router.push(`/chat/${started.conversation.id}`);
    },
  });
}
