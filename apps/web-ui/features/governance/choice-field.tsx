'use client';
import { Label } from '@/components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';

interface ChoiceFieldProps<TValue extends string> {
  id: string;
  label: string;
  value: TValue;
  choices: readonly { value: TValue; label: string }[];
  onChange: (value: TValue) => void;
}

/** One of a few, with its label. */
export function ChoiceField<TValue extends string>({
  id,
  label,
  value,
  choices,
  onChange,
}: ChoiceFieldProps<TValue>) {
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Select value={value} onValueChange={(next) => onChange(next as TValue)}>
        <SelectTrigger id={id} aria-label={label}>
          <SelectValue placeholder="Choose" />
        </SelectTrigger>
        <SelectContent>
          {choices.map((choice) => (
            <SelectItem key={choice.value} value={choice.value}>
              {choice.label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}
