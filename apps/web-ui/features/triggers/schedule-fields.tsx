'use client';
import { previewSchedule } from '@codexos/protocol/contracts/triggers.contract';
import { keepPreviousData } from '@tanstack/react-query';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { NumberField } from '@/components/number-field';
import { ChoiceField } from '@/features/governance/choice-field';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useDebounced } from '@/lib/use-debounced';
import { toCron, type Rhythm, type ScheduleDraft } from './schedule-draft';
import type { TriggerDraft } from './trigger-draft';

interface ScheduleFieldsProps {
  draft: TriggerDraft;
  onChange: (part: Partial<TriggerDraft>) => void;
}

const RHYTHM_CHOICES: readonly { value: Rhythm; label: string }[] = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Monday to Friday' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
  { value: 'custom', label: 'Cron expression' },
];

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map(
  (label, index) => ({ value: String(index), label }),
);

const MISSED: readonly { value: TriggerDraft['missed']; label: string; help: string }[] = [
  { value: 'skip', label: 'Leave them out', help: 'The history says how many there were.' },
  {
    value: 'once',
    label: 'Make up for the latest',
    help: 'One run when the server is back, the others are left out.',
  },
  { value: 'all', label: 'Make up for all', help: 'One run for each, up to the latest 24.' },
];

/** The zones of this browser; UTC is not always among them. */
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

const grid = 'grid grid-cols-2 gap-4 max-[599px]:grid-cols-1';

/** When a schedule fires, in words and with its next times, as the server reads it. */
export function ScheduleFields({ draft, onChange }: ScheduleFieldsProps) {
  const { schedule, timeZone, missed } = draft;
  const change = (part: Partial<ScheduleDraft>) => {
    // The expression follows what is chosen, so that it can be gone on from.
    const next = { ...schedule, ...part };
    onChange({ schedule: part.rhythm === 'custom' ? { ...next, cron: toCron(schedule) } : next });
  };
  return (
    <>
      <div className={grid}>
        <ChoiceField
          id="trigger-rhythm"
          label="When"
          value={schedule.rhythm}
          choices={RHYTHM_CHOICES}
          onChange={(rhythm) => change({ rhythm })}
        />
        <RhythmDetail schedule={schedule} onChange={change} />
      </div>
      <div className={grid}>
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="trigger-zone">Time zone</Label>
          <Input
            id="trigger-zone"
            list="trigger-zones"
            autoComplete="off"
            spellCheck={false}
            value={timeZone}
            onChange={(event) => onChange({ timeZone: event.target.value })}
          />
          <datalist id="trigger-zones">
            {ZONES.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </div>
        <div className="flex flex-col gap-1.5">
          <ChoiceField
            id="trigger-missed"
            label="Times missed while no server ran"
            value={missed}
            choices={MISSED}
            onChange={(next) => onChange({ missed: next })}
          />
          <p className="text-xs text-muted-foreground">
            {MISSED.find(({ value }) => value === missed)?.help}
          </p>
        </div>
      </div>
      <Preview cron={toCron(schedule)} timeZone={timeZone.trim()} />
    </>
  );
}

function RhythmDetail({
  schedule,
  onChange,
}: {
  schedule: ScheduleDraft;
  onChange: (part: Partial<ScheduleDraft>) => void;
}) {
  const { rhythm, time, weekday, day, cron } = schedule;
  if (rhythm === 'custom') {
    return (
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="trigger-cron">Cron expression</Label>
        <Input
          id="trigger-cron"
          className="font-mono"
          spellCheck={false}
          maxLength={200}
          value={cron}
          onChange={(event) => onChange({ cron: event.target.value })}
        />
        <p className="text-xs text-muted-foreground">
          Minute, hour, day, month, weekday; six with seconds first.
        </p>
      </div>
    );
  }
  if (rhythm === 'hourly') {
    return (
      <NumberField
        label="At minute"
        unit="minutes"
        help="After the full hour."
        min={0}
        max={59}
        value={Number(time.slice(3))}
        onChange={(minute) => onChange({ time: `00:${String(Math.round(minute)).padStart(2, '0')}` })}
      />
    );
  }
  return (
    <div className="flex gap-3">
      {rhythm === 'weekly' ? (
        <ChoiceField
          id="trigger-weekday"
          label="On"
          value={String(weekday)}
          choices={WEEKDAYS}
          onChange={(value) => onChange({ weekday: Number(value) })}
        />
      ) : null}
      {rhythm === 'monthly' ? (
        <ChoiceField
          id="trigger-day"
          label="On day"
          value={String(day)}
          choices={Array.from({ length: 31 }, (_day, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          }))}
          onChange={(value) => onChange({ day: Number(value) })}
        />
      ) : null}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <Label htmlFor="trigger-time">At</Label>
        <Input
          id="trigger-time"
          type="time"
          required
          value={time}
          onChange={(event) => event.target.value && onChange({ time: event.target.value })}
        />
      </div>
    </div>
  );
}

const SETTLED_MS = 250;

function Preview(schedule: { cron: string; timeZone: string }) {
  const cron = useDebounced(schedule.cron, SETTLED_MS);
  const timeZone = useDebounced(schedule.timeZone, SETTLED_MS);
  const { data, error } = useApiQuery(
    previewSchedule,
    { body: { type: 'schedule', cron, timeZone } },
    { placeholderData: keepPreviousData, retry: false, enabled: cron !== '' && timeZone !== '' },
  );
  if (error) return <ErrorNotice error={error} />;
  if (!data) return null;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: ZONES.includes(timeZone) ? timeZone : 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  return (
    <section aria-label="Preview" className="rounded-md border bg-muted/40 px-3 py-2.5">
      <p className="text-sm font-medium">{data.words}</p>
      <ol className="mt-1 text-xs text-muted-foreground tabular" aria-label="Next times">
        {data.times.map((at) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
