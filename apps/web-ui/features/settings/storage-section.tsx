'use client';
import {
  getRetention,
  pruneRuns,
  setRetention,
  type Retention,
  type RetentionPolicy,
} from '@codexos/protocol/contracts/retention.contract';
import { useId, useState, type FormEvent } from 'react';
import { toast } from 'sonner';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { formatBytes, formatCount } from '@/lib/format';
import { SettingsSection } from './settings-section';

/** What the history of runs takes up, and how much of it is kept. */
export function StorageSection() {
  const { data, error } = useApiQuery(getRetention, {});
  return (
    <SettingsSection
      id="storage"
      title="History of runs"
      help="Every run is kept with all that happened in it, until a limit set here is passed. Then the oldest go first, within the hour. Runs that are shared by a link, and the reviews of proposals, always stay."
    >
      {error && !data ? <ErrorNotice error={error} /> : null}
      {data ? (
        <>
          <Size retention={data} />
          <PolicyForm key={JSON.stringify(data.policy)} policy={data.policy} />
        </>
      ) : error ? null : (
        <Skeleton className="h-24 rounded-md" />
      )}
    </SettingsSection>
  );
}

function Size({ retention: { runCount, size, oldestAt, keptCount } }: { retention: Retention }) {
  const facts = [
    { label: 'Runs that have ended', value: String(runCount) },
    { label: 'Take up about', value: formatBytes(size) },
    { label: 'The oldest is from', value: oldestAt === undefined ? '–' : <RelativeTime at={oldestAt} /> },
    { label: 'Always stay', value: String(keptCount) },
  ];
  return (
    <dl className="grid grid-cols-4 divide-x rounded-md border bg-card max-[599px]:grid-cols-2 max-[599px]:divide-x-0">
      {facts.map(({ label, value }) => (
        <div key={label} className="px-4 py-3">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="text-base font-medium tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PolicyForm({ policy }: { policy: RetentionPolicy }) {
  const [days, setDays] = useState(String(policy.maxAgeDays ?? ''));
  const [megabytes, setMegabytes] = useState(String(policy.maxMegabytes ?? ''));
  const [isAsking, setAsking] = useState(false);
  const refreshes = ['settings', 'runs'];
  const save = useApiMutation(setRetention, { refreshes, onSuccess: () => toast('Saved') });
  const remove = useApiMutation(pruneRuns, {
    refreshes,
    onSuccess: ({ removedCount }) => {
      setAsking(false);
      toast(removedCount === 0 ? 'Nothing was to be removed' : `${formatCount(removedCount, 'run')} removed`);
    },
  });
  const isLimited = policy.maxAgeDays !== undefined || policy.maxMegabytes !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ body: { ...limit('maxAgeDays', days), ...limit('maxMegabytes', megabytes) } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-4">
        <LimitField label="Keep runs for" unit="days" max={3_650} text={days} onChange={setDays} />
        <LimitField label="Keep at most" unit="MB" max={1_000_000} text={megabytes} onChange={setMegabytes} />
      </div>
      {save.error ? <ErrorNotice error={save.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={save.isPending}>
          Save
        </Button>
        {isLimited ? (
          <Button type="button" disabled={remove.isPending} onClick={() => setAsking(true)}>
            Remove what is over now…
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Remove old runs now?"
        confirmLabel="Remove them"
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({})}
      >
        Runs over the saved limits go with everything that happened in them, and cannot be brought back.
      </ConfirmDialog>
    </form>
  );
}

interface LimitFieldProps {
  label: string;
  unit: string;
  max: number;
  text: string;
  onChange: (text: string) => void;
}

function LimitField({ label, unit, max, text, onChange }: LimitFieldProps) {
  const id = useId();
  return (
    <div className="flex w-44 flex-col gap-1.5">
      <Label htmlFor={id}>
        {label} <span className="font-normal text-muted-foreground">({unit})</span>
      </Label>
      <Input
        id={id}
        type="number"
        min={1}
        max={max}
        step={1}
        placeholder="No limit"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function limit<TName extends keyof RetentionPolicy>(name: TName, text: string): Partial<RetentionPolicy> {
  return text.trim() === '' ? {} : { [name]: Number(text) };
}
