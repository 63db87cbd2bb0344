'use client';
import {
  createTrigger,
  rotateTriggerSecret,
  updateTrigger,
  type Trigger,
  type TriggerTarget,
} from '@codexos/protocol/contracts/triggers.contract';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Icon } from '@/components/ui/icon';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { InputFields } from './input-fields';
import { ScheduleFields } from './schedule-fields';
import { missingInputs, newDraft, toConfig, toDraft, toInputs, type TriggerDraft } from './trigger-draft';
import { SourceFields } from './source-fields';
import { TRIGGER_TYPES } from './trigger-types';
import type { Asked } from './triggers-panel';
import { WebhookFields } from './webhook-fields';
import { WebhookSecret } from './webhook-secret';

interface TriggerDialogProps {
  target: TriggerTarget;
  asked: Asked;
  /** Absent for a new one. */
  trigger: Trigger | undefined;
  onClose: () => void;
}

/** Writes a trigger; a webhook's own secret is shown at the end, this once. */
export function TriggerDialog(props: TriggerDialogProps) {
  return (
    <Dialog open onOpenChange={(isOpen) => (isOpen ? undefined : props.onClose())}>
      <DialogContent className="max-w-xl">
        <TriggerSteps {...props} />
      </DialogContent>
    </Dialog>
  );
}

interface Saved {
  id: string;
  name: string;
  secret: string;
}

function TriggerSteps({ target, asked, trigger, onClose }: TriggerDialogProps) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [draft, setDraft] = useState<TriggerDraft>(() =>
    trigger ? toDraft(trigger, timeZone) : newDraft({ type: 'schedule', timeZone, inputs: asked.inputs }),
  );
  const [saved, setSaved] = useState<Saved>();
  const change = (part: Partial<TriggerDraft>) => setDraft((before) => ({ ...before, ...part }));
  const create = useApiMutation(createTrigger);
  const update = useApiMutation(updateTrigger);
  const rotate = useApiMutation(rotateTriggerSecret);
  const missing = missingInputs(draft.inputs, asked.inputs);
  const lacksWatched = draft.type === 'source' && draft.watchedId === '';
  // A run that a source starts asks that source, unless it is told another.
  const lacksSource =
    lacksWatched ||
    (asked.needsSource && draft.type !== 'source' && draft.source?.knowledgeBaseId === undefined);
  const isReady = draft.name.trim() !== '' && missing.length === 0 && !lacksSource;
  const end = (name: string, isNew: boolean) => {
    toast.success(isNew ? `${name} is on` : `${name} is saved`);
    onClose();
  };

  const submit = () => {
    const config = toConfig(draft);
    const content = { name: draft.name.trim(), config, inputs: toInputs(draft.inputs) };
    if (!trigger) {
      create.mutate(
        { body: { target, ...content, ...(draft.source ? { source: draft.source } : {}) } },
        {
          onSuccess: ({ trigger: { id, name }, secret }) =>
            secret === undefined ? end(name, true) : setSaved({ id, name, secret }),
        },
      );
      return;
    }
    const hadVaultSecret = trigger.config.type === 'webhook' && trigger.config.secret !== undefined;
    const needsSecret = hadVaultSecret && config.type === 'webhook' && config.secret === undefined;
    update.mutate(
      { params: { triggerId: trigger.id }, body: { ...content, source: draft.source ?? null } },
      {
        onSuccess: ({ id, name }) => {
          if (!needsSecret) return end(name, false);
          rotate.mutate(
            { params: { triggerId: id } },
            { onSuccess: ({ secret }) => setSaved({ id, name, secret }) },
          );
        },
      },
    );
  };

  if (saved) return <WebhookSecret {...saved} triggerId={saved.id} onClose={onClose} />;
  const error = create.error ?? update.error ?? rotate.error;
  const isPending = create.isPending || update.isPending || rotate.isPending;
  return (
    <>
      <DialogHeader>
        <DialogTitle>{trigger ? `Edit ${trigger.name}` : 'New trigger'}</DialogTitle>
        <DialogDescription>What starts it, and with what.</DialogDescription>
      </DialogHeader>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPending) submit();
        }}
      >
        {trigger ? null : (
          <TypeChoice
            type={draft.type}
            onChange={(type) => setDraft(newDraft({ type, timeZone: draft.timeZone, inputs: asked.inputs }))}
          />
        )}
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="trigger-name">Name</Label>
          <Input
            id="trigger-name"
            maxLength={120}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </div>
        {draft.type === 'schedule' ? <ScheduleFields draft={draft} onChange={change} /> : null}
        {draft.type === 'webhook' ? <WebhookFields draft={draft} onChange={change} /> : null}
        {draft.type === 'source' ? <SourceFields draft={draft} onChange={change} /> : null}
        <InputFields draft={draft} asked={asked} onChange={change} />
        {error ? <ErrorNotice error={error} /> : null}
        <DialogFooter className="flex-wrap">
          {isReady ? null : (
            <p role="status" className="mr-auto text-xs text-muted-foreground">
              {whatIsMissing(
                draft,
                missing.map(({ label }) => label),
                lacksSource,
              )}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={!isReady || isPending}>
            {trigger ? 'Save' : 'Create'}
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}

function whatIsMissing(draft: TriggerDraft, labels: readonly string[], lacksSource: boolean): string {
  if (draft.name.trim() === '') return 'Give it a name.';
  if (labels.length > 0) return `Still needed: ${labels.join(', ')}.`;
  if (!lacksSource) return '';
  return draft.type === 'source' ? 'Choose the source to watch.' : 'Choose the source that it asks.';
}

function TypeChoice({
  type,
  onChange,
}: {
  type: TriggerDraft['type'];
  onChange: (type: TriggerDraft['type']) => void;
}) {
  return (
    <RadioGroup.Root
      aria-label="What starts it"
      value={type}
      onValueChange={(value) => onChange(TRIGGER_TYPES.find((one) => one.type === value)?.type ?? 'schedule')}
      className="grid grid-cols-3 gap-2 max-[599px]:grid-cols-1"
    >
      {TRIGGER_TYPES.map(({ type: value, label, icon, help }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          className="flex flex-col items-start justify-start gap-0.5 rounded-md border bg-card p-3 text-left hover:bg-accent data-[state=checked]:border-primary data-[state=checked]:bg-primary/8"
        >
          <span className="flex items-center gap-2 text-sm font-medium">
            <Icon name={icon} className="size-4 text-muted-foreground" /> {label}
          </span>
          <span className="text-xs text-muted-foreground">{help}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
