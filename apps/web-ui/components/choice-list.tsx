'use client';
import type { ReactNode } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

export interface Choice {
  value: string;
  label: string;
  help: string;
  badge?: ReactNode;
}

interface ChoiceListProps {
  label: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** What stands here when there is nothing to choose from. */
  empty?: ReactNode;
}

/** Any number of things, each with what it means. What is chosen but gone stays visible, so that it can be removed. */
export function ChoiceList({ label, choices, chosen, onChange, empty }: ChoiceListProps) {
  const missing = chosen
    .filter((value) => !choices.some((choice) => choice.value === value))
    .map((value): Choice => ({ value, label: value, help: 'No longer there' }));
  const all = [...choices, ...missing];
  if (all.length === 0) return <div className="text-sm text-muted-foreground">{empty}</div>;
  return (
    <ul aria-label={label} className="divide-y overflow-hidden rounded-md border bg-card">
      {all.map(({ value, label: name, help, badge }) => (
        <li key={value}>
          <label className="flex cursor-pointer items-start gap-3 px-3 py-2 hover:bg-accent">
            <Checkbox
              className="mt-0.5"
              aria-label={name}
              checked={chosen.includes(value)}
              onCheckedChange={(isChecked) =>
                onChange(isChecked === true ? [...chosen, value] : chosen.filter((each) => each !== value))
              }
            />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-2 text-sm font-medium">
                {name} {badge}
              </span>
              <span className="line-clamp-2 text-xs text-muted-foreground">{help}</span>
            </span>
          </label>
        </li>
      ))}
    </ul>
  );
}
