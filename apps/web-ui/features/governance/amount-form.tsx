'use client';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { formatUnits, parseUnits } from './units';

interface AmountFormProps {
  label: string;
  action: string;
  /** Most that can be given, in the smallest unit. */
  most: string;
  isPending: boolean;
  onSubmit: (amount: string) => void;
}

/** One amount of tokens and what to do with it. */
export function AmountForm({ label, action, most, isPending, onSubmit }: AmountFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const amount = parseUnits(text);
  const isTooMuch = amount !== undefined && BigInt(amount) > BigInt(most);
  const isReady = amount !== undefined && amount !== '0' && !isTooMuch;
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onSubmit(amount);
        setText('');
      }}
    >
      <Label htmlFor={id}>{label}</Label>
      <div className="flex gap-2">
        <Input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          placeholder="1,000"
          aria-invalid={isTooMuch || (text !== '' && amount === undefined)}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={!isReady || isPending}>
          {action}
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        {isTooMuch ? 'More than there is. ' : ''}At most {formatUnits(most)} CDX.
      </p>
    </form>
  );
}
