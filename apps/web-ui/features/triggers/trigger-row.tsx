'use client';
import { deleteTrigger, updateTrigger, type Trigger } from '@codexos/protocol/contracts/triggers.contract';
import { EllipsisIcon, KeyRoundIcon, PencilIcon, PlayIcon, Trash2Icon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Icon } from '@/components/ui/icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { Switch } from '@/components/ui/switch';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { FiringLine } from './firing-line';
import { FiringList } from './firing-list';
import { NewSecretDialog } from './new-secret-dialog';
import { triggerIcon, whenOf } from './trigger-types';
import { TryDialog } from './try-dialog';
import { useFire } from './use-fire';
import { WebhookCall } from './webhook-call';

interface TriggerRowProps {
  trigger: Trigger;
  mayChange: boolean;
  onEdit: () => void;
}

type Part = 'call' | 'history';

/** One trigger: when it fires, whether it is on, what came of it last, and what can be done with it. */
export function TriggerRow({ trigger, mayChange, onEdit }: TriggerRowProps) {
  const { id, name, config, isEnabled } = trigger;
  const [shown, setShown] = useState<Part>();
  const [isTrying, setTrying] = useState(false);
  const update = useApiMutation(updateTrigger, {
    onError: (error) => toast.error(`${name} was not changed`, { description: error.message }),
  });
  const fire = useFire(name);
  const toggle = (part: Part) => setShown((current) => (current === part ? undefined : part));
  return (
    <li aria-label={name} className="rounded-md border bg-card">
      <div className="flex items-start gap-3 px-3 pt-2.5">
        <Icon name={triggerIcon(config.type)} className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1">
          <h3 className="truncate text-sm font-medium">{name}</h3>
          <p className="text-xs text-muted-foreground">{whenOf(trigger)}</p>
        </div>
        <Switch
          aria-label={`${name} is on`}
          className="mt-0.5"
          checked={isEnabled}
          disabled={!mayChange || update.isPending}
          onCheckedChange={(isOn) => update.mutate({ params: { triggerId: id }, body: { isEnabled: isOn } })}
        />
        {mayChange ? <TriggerMenu trigger={trigger} onEdit={onEdit} /> : null}
      </div>
      <TriggerState trigger={trigger} />
      <div className="flex flex-wrap gap-1 px-2 pb-1.5">
        <Button
          size="sm"
          variant="quiet"
          disabled={fire.isPending}
          onClick={() =>
            config.type === 'webhook' ? setTrying(true) : fire.mutate({ params: { triggerId: id } })
          }
        >
          <PlayIcon aria-hidden /> Try it
        </Button>
        {config.type === 'webhook' ? (
          <Button size="sm" variant="quiet" aria-expanded={shown === 'call'} onClick={() => toggle('call')}>
            How to call it
          </Button>
        ) : null}
        <Button
          size="sm"
          variant="quiet"
          aria-expanded={shown === 'history'}
          onClick={() => toggle('history')}
        >
          History
        </Button>
      </div>
      {shown === undefined ? null : (
        <div className="border-t px-3 py-2.5">
          {shown === 'call' ? <WebhookCall trigger={trigger} /> : <FiringList triggerId={id} />}
        </div>
      )}
      {isTrying ? <TryDialog trigger={trigger} onClose={() => setTrying(false)} /> : null}
    </li>
  );
}

function TriggerState({ trigger }: { trigger: Trigger }) {
  const { isEnabled, nextAt, lastFiring, lastRefusal, config } = trigger;
  return (
    <div className="flex flex-col gap-1 px-3 py-1.5 pl-10 text-xs text-muted-foreground">
      <p className="flex flex-wrap items-center gap-x-1.5">
        {isEnabled ? (
          nextAt === undefined ? (
            'Waits for a message'
          ) : (
            <span>
              {config.type === 'source' ? 'Next look' : 'Next'} <RelativeTime at={nextAt} />
            </span>
          )
        ) : (
          'Paused'
        )}
        <span aria-hidden>·</span>
        {lastFiring ? (
          <span className="flex items-center gap-1.5">
            Last <FiringLine firing={lastFiring} />
          </span>
        ) : (
          'has not fired yet'
        )}
      </p>
      {lastFiring?.error ? (
        <p className="text-destructive">
          {lastFiring.error.message} <span className="text-muted-foreground">{lastFiring.error.hint}</span>
        </p>
      ) : null}
      {lastRefusal && lastRefusal.at >= (lastFiring?.at ?? 0) ? (
        <p className="text-warn">
          {config.type === 'webhook' ? 'A message was refused' : 'The last look failed'}{' '}
          <RelativeTime at={lastRefusal.at} />: {lastRefusal.message}{' '}
          <span className="text-muted-foreground">{lastRefusal.hint}</span>
        </p>
      ) : null}
    </div>
  );
}

function TriggerMenu({ trigger, onEdit }: { trigger: Trigger; onEdit: () => void }) {
  const { id, name, config } = trigger;
  const [asks, setAsks] = useState<'delete' | 'secret'>();
  const remove = useApiMutation(deleteTrigger, { onSuccess: () => toast.success(`${name} is deleted`) });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="quiet" size="icon-sm" aria-label={`More for ${name}`} className="-mt-1 -mr-1">
            <EllipsisIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={onEdit}>
            <PencilIcon aria-hidden /> Edit…
          </DropdownMenuItem>
          {config.type === 'webhook' && config.secret === undefined ? (
            <DropdownMenuItem onSelect={() => setAsks('secret')}>
              <KeyRoundIcon aria-hidden /> New secret…
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuItem variant="destructive" onSelect={() => setAsks('delete')}>
            <Trash2Icon aria-hidden /> Delete…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asks === 'secret' ? <NewSecretDialog trigger={trigger} onClose={() => setAsks(undefined)} /> : null}
      <ConfirmDialog
        isOpen={asks === 'delete'}
        onOpenChange={(isOpen) => (isOpen ? undefined : setAsks(undefined))}
        title={`Delete ${name}`}
        confirmLabel="Delete the trigger"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { triggerId: id } })}
      >
        It fires no more, and its history goes. Runs that it started stay.
      </ConfirmDialog>
    </>
  );
}
