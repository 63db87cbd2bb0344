'use client';
import { openShared, type ShareKind, type SharedView } from '@codexos/protocol/contracts/share.contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { Logo } from '@/features/shell/logo';
import { callApi } from '@/lib/api/call-api';
import { cn } from '@/lib/utils';
import { SharedConversation } from './shared-conversation';
import { SharedFlow } from './shared-flow';
import { SharedQuestion } from './shared-question';
import { SharedRun } from './shared-run';

/** What a link shows, to whoever has it. No session, no navigation, nothing beside the shared thing. */
export function SharedPage({ token }: { token: string }) {
  const { data, error } = useQuery({
    queryKey: ['share', 'openShared', token],
    queryFn: ({ signal }) => callApi(openShared, { body: { token } }, signal),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-11 items-center justify-between gap-3 border-b bg-sidebar px-4 text-sm">
        <span className="flex items-center gap-2 font-semibold">
          <Logo /> CodexOS
        </span>
        {data?.expiresAt === undefined ? null : (
          <span className="text-xs text-muted-foreground">
            The link ends <RelativeTime at={data.expiresAt} />
          </span>
        )}
      </header>
      <main
        className={cn(
          'mx-auto flex w-full flex-1 flex-col gap-6 px-6 py-8 max-[599px]:px-4',
          data?.view.type === 'run' ? 'max-w-360' : 'max-w-200',
        )}
      >
        {error ? (
          <>
            <h1 className="text-lg font-semibold tracking-tight">Nothing is shared here</h1>
            <ErrorNotice error={error} />
          </>
        ) : null}
        {data ? <View token={token} kind={data.kind} view={data.view} /> : null}
        {data || error ? null : <Skeleton className="h-60 rounded-md" />}
      </main>
    </div>
  );
}

function View({ token, kind, view }: { token: string; kind: ShareKind; view: SharedView }): ReactNode {
  switch (view.type) {
    case 'flow':
      return <SharedFlow token={token} kind={kind} flow={view} />;
    case 'run':
      return <SharedRun run={view} />;
    case 'question':
      return <SharedQuestion token={token} question={view.question} />;
    case 'conversation':
      return <SharedConversation conversation={view} />;
  }
}
