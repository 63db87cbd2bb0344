'use client';
import {
  getConversation,
  regenerateMessage,
  sendMessage,
  type Message,
} from '@codexos/protocol/contracts/conversations.contract';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { z } from 'zod';
import { queryKey } from '@/lib/api/query-key';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ROOT, visibleBranch, type BranchChoices } from './message-tree';

type Detail = z.infer<typeof getConversation.response>;

/** A conversation with the branch on the screen and what can be done in it. */
export function useConversation(conversationId: string) {
  const client = useQueryClient();
  const request = { params: { conversationId } };
  const query = useApiQuery(getConversation, request, { staleTime: 2_000 });
  const [choices, setChoices] = useState<BranchChoices>({});

  const append = (messages: readonly Message[]) => {
    client.setQueryData<Detail>(queryKey(getConversation, request), (detail) =>
      detail ? { ...detail, messages: [...detail.messages, ...messages] } : detail,
    );
    setChoices((before) => {
      const next = { ...before };
      for (const { parentId } of messages) delete next[parentId ?? ROOT];
      return next;
    });
  };

  const send = useApiMutation(sendMessage, {
    refreshes: ['runs'],
    onSuccess: ({ userMessage, assistantMessage }) => {
      append([userMessage, assistantMessage]);
      void client.invalidateQueries({ queryKey: ['conversations', 'listConversations'] });
    },
  });
  const regenerate = useApiMutation(regenerateMessage, {
    refreshes: ['runs'],
    onSuccess: ({ assistantMessage }) => append([assistantMessage]),
  });

  return {
    query,
    branch: visibleBranch(query.data?.messages ?? [], choices),
    choose: useCallback(
      (parentId: string | undefined, messageId: string) =>
        setChoices((before) => ({ ...before, [parentId ?? ROOT]: messageId })),
      [],
    ),
    send,
    regenerate,
    /** Reads texts and states again, after a run has ended. */
    refresh: useCallback(() => void client.invalidateQueries({ queryKey: ['conversations'] }), [client]),
  };
}
