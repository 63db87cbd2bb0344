'use client';
import { listConversations } from '@codexos/protocol/contracts/conversations.contract';
import { SearchIcon, SquarePenIcon } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { Tooltip } from '@/components/ui/tooltip';
import { useApiQuery } from '@/lib/api/use-api-query';
import { ConversationItem } from './conversation-item';
import { filterConversations } from './filter-conversations';

/** Every conversation, the latest first, with search. */
export function ConversationList() {
  const { conversationId } = useParams<{ conversationId?: string }>();
  const [search, setSearch] = useState('');
  const { data, error } = useApiQuery(listConversations, { query: { limit: 200 } });
  const shown = filterConversations(data?.items ?? [], search);
  return (
    <div className="flex min-h-full flex-col">
      <div className="sticky top-0 z-10 flex items-center gap-1.5 bg-sidebar p-2">
        <div className="relative min-w-0 flex-1">
          <SearchIcon
            className="pointer-events-none absolute top-2.5 left-2.5 size-3.5 text-muted-foreground"
            aria-hidden
          />
          <Input
            type="search"
            aria-label="Search conversations"
            placeholder="Search"
            className="pl-8"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <Tooltip label="New conversation">
          <Button asChild variant="quiet" size="icon">
            <Link href="/chat" aria-label="New conversation">
              <SquarePenIcon aria-hidden />
            </Link>
          </Button>
        </Tooltip>
      </div>
      {error ? <ErrorNotice error={error} className="m-2" /> : null}
      {data ? null : error ? null : <ListSkeleton />}
      <ul className="flex flex-col px-1.5 pb-2" aria-label="Conversations">
        {shown.map((conversation) => (
          <ConversationItem
            key={conversation.id}
            conversation={conversation}
            isCurrent={conversation.id === conversationId}
          />
        ))}
      </ul>
      {data && shown.length === 0 ? (
        <p className="px-4 py-6 text-center text-sm text-muted-foreground">
          {search ? 'No conversation has these words in its name.' : 'Questions you ask are kept here.'}
        </p>
      ) : null}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="flex flex-col gap-1 px-3.5 py-1" aria-busy="true">
      {[80, 60, 70, 50].map((width) => (
        <div key={width} className="flex h-8 items-center">
          <Skeleton className="h-3.5" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
