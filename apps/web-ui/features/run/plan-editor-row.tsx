'use client';
import type { EditedStep, PlanChoices } from '@codexos/protocol/plan';
import { ArrowDownIcon, ArrowUpIcon, XIcon, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { usesLabel, usesOf } from './plan-draft';

interface PlanEditorRowProps {
  step: EditedStep;
  /** Place in the plan, from 1. */
  number: number;
  choices: PlanChoices;
  /** Takes the focus, because it was just added or moved. */
  hasFocus: boolean;
  onChange: (change: Partial<Pick<EditedStep, 'goal' | 'uses'>>) => void;
  onRemove: () => void;
  /** Absent where it cannot move. */
  onMoveUp: (() => void) | undefined;
  onMoveDown: (() => void) | undefined;
}

/** A step that has not begun. Alt with the arrows moves it, Enter saves the plan. */
export function PlanEditorRow({
  step,
  number,
  choices,
  hasFocus,
  onChange,
  onRemove,
  onMoveUp,
  onMoveDown,
}: PlanEditorRowProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (hasFocus) field.current?.focus();
  }, [hasFocus, number]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      (event.key === 'ArrowUp' ? onMoveUp : onMoveDown)?.();
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      event.currentTarget.form?.requestSubmit();
    }
  };
  return (
    <li className="flex flex-col gap-1 px-3 py-1.5">
      <Textarea
        ref={field}
        aria-label={`Goal of step ${number}`}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        placeholder="What this step is to bring"
        value={step.goal}
        maxLength={2_000}
        rows={1}
        className="min-h-8 resize-none"
        onChange={(event) => onChange({ goal: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center gap-1">
        <UsesSelect step={step} number={number} choices={choices} onChange={onChange} />
        <span className="flex-1" />
        <RowButton icon={ArrowUpIcon} label={`Move step ${number} up`} onPress={onMoveUp} />
        <RowButton icon={ArrowDownIcon} label={`Move step ${number} down`} onPress={onMoveDown} />
        <RowButton icon={XIcon} label={`Remove step ${number}`} onPress={onRemove} />
      </div>
    </li>
  );
}

function UsesSelect({
  step,
  number,
  choices,
  onChange,
}: Pick<PlanEditorRowProps, 'step' | 'number' | 'choices' | 'onChange'>) {
  const options = usesOf(choices);
  return (
    <Select
      value={JSON.stringify(step.uses)}
      onValueChange={(value) => {
        const uses = options.find((option) => JSON.stringify(option) === value);
        if (uses) onChange({ uses });
      }}
    >
      <SelectTrigger
        aria-label={`What step ${number} uses`}
        className="h-7 w-auto max-w-48 font-mono text-2xs"
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={JSON.stringify(option)} value={JSON.stringify(option)}>
            {usesLabel(option, choices)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

function RowButton({
  icon: Glyph,
  label,
  onPress,
}: {
  icon: LucideIcon;
  label: string;
  onPress: (() => void) | undefined;
}) {
  return (
    <Button
      size="icon-sm"
      variant="quiet"
      aria-label={label}
      title={label}
      disabled={!onPress}
      onClick={() => onPress?.()}
    >
      <Glyph aria-hidden className="size-3.5" />
    </Button>
  );
}
