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
  source: SourceBinding | undefined;
  text: string;
}

/** Starts a conversation with its first question and goes there. */
export function useStartConversation() {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation<Conversation, Error, FirstQuestion>({
    mutationFn: async ({ partner, source, text }) => {
      const conversation = await callApi(createConversation, {
        body: { partner, ...(source ? { source } : {}) },
      });
      await callApi(sendMessage, { params: { conversationId: conversation.id }, body: { text } });
      return conversation;
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['conversations'] });
      void client.invalidateQueries({ queryKey: ['runs'] });
      router.push(`/chat/${id}`);
    },
  });
}
