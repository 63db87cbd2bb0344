'use client';
import { categorySchema } from '@codexos/protocol/governance';
import type { Verdict } from '@codexos/protocol/proposal-review';
import { useId } from 'react';
import { NumberField } from '@/components/number-field';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { ChoiceField } from './choice-field';
import type { PolicyDraft } from './policy-draft';
import { CHOICES } from './policy-words';
import { CATEGORIES, SUBJECTS, VERDICTS } from './review-words';
import { parseUnits } from './units';

interface PolicyFormProps {
  draft: PolicyDraft;
  onChange: (draft: PolicyDraft) => void;
}

const HOUR_MS = 3_600_000;
const VERDICT_ORDER = Object.keys(VERDICTS) as Verdict[];

/** What an agent may vote on, how, how much, and how soon. */
export function PolicyForm({ draft, onChange }: PolicyFormProps) {
  const id = useId();
  const { policy } = draft;
  const change = (part: Partial<PolicyDraft['policy']>): void =>
    onChange({ ...draft, policy: { ...policy, ...part } });
  const isWeightWrong = parseUnits(draft.maxWeight) === undefined;
  return (
    <>
      <CheckGroup
        title="It votes in these categories"
        choices={CATEGORIES}
        chosen={policy.categories}
        onChange={(categories) =>
          change({ categories: categories.map((each) => categorySchema.parse(each)) })
        }
      />
      <fieldset>
        <legend className="mb-2 text-sm font-medium">What the review leads to</legend>
        <div className="flex flex-col gap-4 min-[600px]:flex-row">
          {VERDICT_ORDER.map((verdict) => (
            <ChoiceField
              key={verdict}
              id={`${id}-${verdict}`}
              label={VERDICTS[verdict].label}
              value={policy.choices[verdict]}
              choices={CHOICES}
              onChange={(choice) => change({ choices: { ...policy.choices, [verdict]: choice } })}
            />
          ))}
        </div>
      </fieldset>
      <CheckGroup
        title="It does not vote on proposals with"
        help="Changes of the guardian, of roles, of the contracts themselves and what cannot be decoded are always left out."
        choices={SUBJECTS}
        chosen={policy.never}
        onChange={(never) =>
          change({ never: SUBJECTS.map(({ value }) => value).filter((value) => never.includes(value)) })
        }
      />
      <div className="grid gap-4 min-[600px]:grid-cols-3">
        <div className="flex flex-col gap-1.5">
          <Label htmlFor={`${id}-weight`}>Weight of a vote at most</Label>
          <div className="relative">
            <Input
              id={`${id}-weight`}
              inputMode="decimal"
              autoComplete="off"
              className="pr-14"
              aria-invalid={isWeightWrong}
              aria-describedby={`${id}-weight-help`}
              value={draft.maxWeight}
              onChange={(event) => onChange({ ...draft, maxWeight: event.target.value })}
            />
            <span className="pointer-events-none absolute top-1.5 right-2.5 text-sm text-muted-foreground">
              CDX
            </span>
          </div>
          <p id={`${id}-weight-help`} className="text-xs text-muted-foreground">
            A vote that weighs more is not cast.
          </p>
        </div>
        <NumberField
          label="Delay before a vote"
          unit="hours"
          help="For you to step in, by the chain’s clock."
          value={policy.delayMs / HOUR_MS}
          min={0}
          max={336}
          onChange={(hours) => change({ delayMs: Math.round(hours * HOUR_MS) })}
        />
        <NumberField
          label="Votes in 24 hours at most"
          unit="votes"
          help="Those beyond wait, while the vote is open."
          value={policy.maxVotesPerDay}
          min={1}
          max={100}
          onChange={(count) => change({ maxVotesPerDay: Math.round(count) })}
        />
      </div>
      <SwitchLine
        label="Only with its own stake"
        help="Does not vote while others have delegated to the account."
        isOn={policy.isOwnStakeOnly}
        onChange={(isOwnStakeOnly) => change({ isOwnStakeOnly })}
      />
      <SwitchLine
        label="The policy is on"
        help="Off: it casts no vote."
        isOn={policy.isOn}
        onChange={(isOn) => change({ isOn })}
      />
    </>
  );
}

interface CheckGroupProps {
  title: string;
  help?: string;
  choices: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function CheckGroup({ title, help, choices, chosen, onChange }: CheckGroupProps) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{title}</legend>
      {help === undefined ? null : <p className="-mt-1 mb-2 text-xs text-muted-foreground">{help}</p>}
      <div className="grid gap-x-4 gap-y-2 min-[600px]:grid-cols-2">
        {choices.map(({ value, label }) => (
          <label key={value} className="flex cursor-pointer items-center gap-2.5 text-sm">
            <Checkbox
              aria-label={label}
              checked={chosen.includes(value)}
              onCheckedChange={(isChecked) =>
                onChange(isChecked === true ? [...chosen, value] : chosen.filter((each) => each !== value))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function SwitchLine({
  label,
  help,
  isOn,
  onChange,
}: {
  label: string;
  help: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-6">
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </p>
      </div>
      <Switch
        id={id}
        className="mt-0.5"
        aria-describedby={`${id}-help`}
        checked={isOn}
        onCheckedChange={onChange}
      />
    </div>
  );
}
