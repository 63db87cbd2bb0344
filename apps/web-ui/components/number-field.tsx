'use client';
import { useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';

interface NumberFieldProps {
  label: string;
  unit: string;
  help: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A number with its unit; what is out of bounds is said and not saved. */
export function NumberField({ label, unit, help, value, min, max, step = 1, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const number = Number(typed);
  const isWrong =
    typed !== undefined && (typed.trim() === '' || !Number.isFinite(number) || number < min || number > max);
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <div className="relative">
        <Input
          id={id}
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          value={typed ?? value}
          aria-invalid={isWrong}
          aria-describedby={`${id}-help`}
          className="pr-20 tabular [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
          onChange={(event) => {
            setTyped(event.target.value);
            const next = Number(event.target.value);
            const isRight = event.target.value.trim() !== '' && next >= min && next <= max;
            if (isRight) onChange(next);
          }}
          onBlur={() => setTyped(undefined)}
        />
        <span className="pointer-events-none absolute top-1.5 right-2.5 text-sm text-muted-foreground">
          {unit}
        </span>
      </div>
      <p id={`${id}-help`} className={isWrong ? 'text-xs text-destructive' : 'text-xs text-muted-foreground'}>
        {isWrong ? `From ${min.toLocaleString('en')} to ${max.toLocaleString('en')} ${unit}.` : help}
      </p>
    </div>
  );
}
