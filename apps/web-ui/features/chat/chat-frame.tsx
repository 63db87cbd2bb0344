'use client';
import { getConversation, updateConversation } from '@codexos/protocol/contracts/conversations.contract';
import { PlusIcon } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ShareButton } from '@/features/share/share-button';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ConversationList } from './conversation-list';

/** Around every page of the chat, so that the list stays where it is while conversations change. */
export function ChatFrame({ children }: { children: ReactNode }) {
  const { conversationId } = useParams<{ conversationId?: string }>();
  const { data } = useApiQuery(
    getConversation,
    { params: { conversationId: conversationId ?? '' } },
    { enabled: conversationId !== undefined, staleTime: 2_000 },
  );
  const rename = useApiMutation(updateConversation);
  const here = conversationId
    ? [
        { label: 'Chat', href: '/chat' },
        {
          label: data?.title ?? 'Conversation',
          ...(data
            ? {
                onRename: (title: string) =>
                  rename.mutate({ params: { conversationId: data.id }, body: { title } }),
              }
            : {}),
        },
      ]
    : [{ label: 'Chat' }];
  return (
    <PageFrame
      breadcrumb={here}
      tree={<ConversationList />}
      treeLabel="Conversations"
      className="overflow-hidden"
      actions={
        data ? <ShareButton thing={{ type: 'conversation', id: data.id }} name={data.title} /> : undefined
      }
      primary={
        conversationId ? (
          <Button asChild variant="primary">
            <Link href="/chat">
              <PlusIcon aria-hidden />
              <span className="max-[599px]:sr-only">New conversation</span>
            </Link>
          </Button>
        ) : undefined
      }
    >
      {children}
    </PageFrame>
  );
}
