'use client';
import { getStatus } from '@codexos/protocol/contracts/system.contract';
import { BUILTIN_MODEL, BUILTIN_MODEL_LABEL } from '@codexos/protocol/model';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { RelativeTime } from '@/components/ui/relative-time';
import { Tooltip } from '@/components/ui/tooltip';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { connectionStore, useConnection } from '@/lib/socket/connection';
import { cn } from '@/lib/utils';
import { autosaveStore, type Autosave } from './autosave-store';
import { measureLatency } from './measure-latency';

export function StatusBar() {
  const { data: status } = useApiQuery(getStatus, {}, { refetchInterval: 30_000 });
  const autosave = useStore(autosaveStore, (state) => state.autosave);
  const session = useSession();
  return (
    <footer className="flex h-6 shrink-0 items-center gap-4 overflow-hidden border-t bg-sidebar px-3 font-mono text-2xs whitespace-nowrap text-muted-foreground max-[599px]:hidden">
      <Backend />
      {status ? <span>{status.database}</span> : null}
      {status ? <ModelInUse model={status.defaultModel} /> : null}
      {status && status.activeRunCount > 0 ? (
        <span className="text-run">{status.activeRunCount} running</span>
      ) : null}
      <span className="flex-1" />
      {autosave ? <AutosaveState autosave={autosave} /> : null}
      {session ? (
        <Tooltip
          label={
            session.mode === 'local'
              ? 'Whoever has the start address is admin'
              : `Signed in as ${session.email ?? session.userName}`
          }
          side="top"
        >
          <span tabIndex={0}>
            {session.mode === 'local' ? 'one user, no sign-in' : `${session.workspaceName} · ${session.role}`}
          </span>
        </Tooltip>
      ) : null}
    </footer>
  );
}

function Backend() {
  const { isConnected, latencyMs } = useConnection();
  useEffect(() => {
    const probe = () => void measureLatency().then((ms) => connectionStore.setState({ latencyMs: ms }));
    probe();
    const timer = setInterval(probe, 15_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <Tooltip
      label={isConnected ? 'Round trip to the backend' : 'No live connection; trying again'}
      side="top"
    >
      <span tabIndex={0} className="inline-flex items-center gap-1.5">
        <span className={cn('size-1.5 rounded-full', isConnected ? 'bg-ok' : 'bg-warn')} />
        {isConnected ? `backend${latencyMs === undefined ? '' : ` · ${latencyMs} ms`}` : 'reconnecting'}
      </span>
    </Tooltip>
  );
}

function ModelInUse({ model }: { model: string }) {
  return <span className="truncate">model {model === BUILTIN_MODEL ? BUILTIN_MODEL_LABEL : model}</span>;
}

function AutosaveState({ autosave }: { autosave: Autosave }) {
  switch (autosave.status) {
    case 'saved':
      return (
        <span>
          {autosave.at === undefined ? (
            'saved'
          ) : (
            <>
              autosaved <RelativeTime at={autosave.at} />
            </>
          )}
        </span>
      );
    case 'saving':
      return <span>saving…</span>;
    case 'offline':
      return <span className="text-warn">{autosave.message}</span>;
    case 'refused':
      return <span className="text-destructive">{autosave.message}</span>;
  }
}
