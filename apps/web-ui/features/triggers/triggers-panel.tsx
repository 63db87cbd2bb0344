'use client';
import {
  listTriggers,
  type Trigger,
  type TriggerTarget,
} from '@codexos/protocol/contracts/triggers.contract';
import { PlusIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { RunInput } from '@/features/run/run-inputs';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useSession } from '@/lib/session/use-session';
import { TriggerRow } from './trigger-row';

const TriggerDialog = dynamic(() => import('./trigger-dialog').then((module) => module.TriggerDialog), {
  ssr: false,
});

/** What a flow or an agent asks for when it is started. */
export interface Asked {
  inputs: readonly RunInput[];
  needsSource: boolean;
}

interface TriggersPanelProps {
  target: TriggerTarget;
  asked: Asked;
}

/** Triggers fire without this page; what they did is read again while it is open. */
const REFRESH_MS = 5_000;

/** The triggers of one flow or agent: what they do, what they did, and the way to one more. */
export function TriggersPanel({ target, asked }: TriggersPanelProps) {
  const { data, error } = useApiQuery(
    listTriggers,
    { query: { targetId: target.id } },
    { refetchInterval: REFRESH_MS },
  );
  const role = useSession()?.role;
  const mayChange = role === 'admin' || role === 'creator';
  const [edited, setEdited] = useState<Trigger | 'new'>();
  return (
    <section aria-label="Triggers" className="flex flex-col gap-2">
      <header className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-base font-medium">Starts by itself</h2>
          <p className="text-xs text-muted-foreground">Each trigger starts the published version.</p>
        </div>
        {mayChange ? (
          <Button size="sm" onClick={() => setEdited('new')}>
            <PlusIcon aria-hidden /> New trigger
          </Button>
        ) : null}
      </header>
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data || error ? null : <Skeleton className="h-20 rounded-md" aria-busy="true" />}
      {data?.items.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-6 text-center text-sm text-muted-foreground">
          No trigger yet. A schedule or a message from another system can start it while nobody is here.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className="flex flex-col gap-2" aria-label="Triggers">
          {data.items.map((trigger) => (
            <TriggerRow
              key={trigger.id}
              trigger={trigger}
              mayChange={mayChange}
              onEdit={() => setEdited(trigger)}
            />
          ))}
        </ul>
      ) : null}
      {edited ? (
        <TriggerDialog
          target={target}
          asked={asked}
          trigger={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </section>
  );
}
