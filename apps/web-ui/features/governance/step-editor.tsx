'use client';
import type { GovernanceParameters } from '@codexos/protocol/governance';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { ChoiceField } from './choice-field';
import { PARAMETERS, STEP_TYPES, type StepDraft } from './step-draft';

interface StepEditorProps {
  index: number;
  step: StepDraft;
  /** As they are in force; absent until they are known. */
  parameters: GovernanceParameters | undefined;
  onChange: (step: StepDraft) => void;
}

const ASSETS = [
  { value: 'token', label: 'CDX' },
  { value: 'coin', label: 'ETH' },
] as const;
const PARAMETER_CHOICES = PARAMETERS.map(({ name, label }) => ({ value: name as string, label }));
const TYPE_CHOICES = STEP_TYPES.map(({ type, label }) => ({ value: type, label }));

const DETAIL_HINTS = {
  slash: 'What the stake is taken for',
  'spend-reserve': 'What the emergency is',
  call: '0x',
};

/** What one call of a proposal does. */
export function StepEditor({ index, step, parameters, onChange }: StepEditorProps) {
  const id = `step-${index}`;
  const set = (change: Partial<StepDraft>): void => onChange({ ...step, ...change });
  const { type } = step;
  const parameter = type === 'set-parameter' && PARAMETERS.find(({ name }) => name === step.detail);
  const present = parameter && parameters ? parameter.now(parameters) : undefined;
  const isPayment = type === 'spend' || type === 'spend-reserve';
  const hasTarget = isPayment || type === 'mint' || type === 'slash' || type === 'call';
  const hasReason = type === 'slash' || type === 'spend-reserve';
  return (
    <div className="grid gap-3 min-[600px]:grid-cols-2">
      <ChoiceField
        id={`${id}-type`}
        label="Action"
        value={type}
        choices={TYPE_CHOICES}
        onChange={(next) => set({ type: next, detail: '' })}
      />
      {isPayment || type === 'raise-reserve' ? (
        <ChoiceField
          id={`${id}-asset`}
          label="Asset"
          value={step.asset}
          choices={ASSETS}
          onChange={(asset) => set({ asset })}
        />
      ) : null}
      {type === 'set-parameter' ? (
        <ChoiceField
          id={`${id}-parameter`}
          label="Parameter"
          value={step.detail}
          choices={PARAMETER_CHOICES}
          onChange={(detail) => set({ detail })}
        />
      ) : null}
      {hasTarget ? (
        <Field
          id={`${id}-target`}
          label={type === 'call' ? 'Contract' : type === 'slash' ? 'Account' : 'Recipient'}
          placeholder="0x…"
          value={step.target}
          onChange={(target) => set({ target })}
        />
      ) : null}
      {type === 'signal' ? null : (
        <Field
          id={`${id}-amount`}
          label={type === 'set-parameter' ? 'New value' : type === 'call' ? 'ETH to send' : 'Amount'}
          placeholder={type === 'call' ? '0' : type === 'set-parameter' ? '' : '1,000'}
          help={present === undefined ? undefined : `It is ${present} now.`}
          value={step.amount}
          onChange={(amount) => set({ amount })}
        />
      )}
      {hasReason || type === 'call' ? (
        <Field
          id={`${id}-detail`}
          label={hasReason ? 'Reason' : 'Call data'}
          placeholder={DETAIL_HINTS[type]}
          value={step.detail}
          onChange={(detail) => set({ detail })}
        />
      ) : null}
    </div>
  );
}

interface FieldProps {
  id: string;
  label: string;
  placeholder: string;
  help?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

function Field({ id, label, placeholder, help, value, onChange }: FieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        autoComplete="off"
        placeholder={placeholder}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      {help === undefined ? null : (
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </p>
      )}
    </div>
  );
}
