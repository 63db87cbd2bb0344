'use client';
import { addressSchema, type Stakeholder } from '@codexos/protocol/governance';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { shortAddress } from './short-address';

interface DelegateFormProps {
  stakeholders: readonly Stakeholder[];
  current: string | undefined;
  isPending: boolean;
  onSubmit: (to: string) => void;
}

/** Lets another account, such as an agent's, vote with one's stake. */
export function DelegateForm({ stakeholders, current, isPending, onSubmit }: DelegateFormProps) {
  const [text, setText] = useState('');
  const isAddress = addressSchema.safeParse(text.trim()).success;
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAddress) return;
        onSubmit(text.trim());
        setText('');
      }}
    >
      <Label htmlFor="delegate">Delegate to</Label>
      <div className="flex gap-2">
        <Input
          id="delegate"
          className="font-mono"
          autoComplete="off"
          placeholder="0x…"
          aria-invalid={text !== '' && !isAddress}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={!isAddress || isPending}>
          Delegate
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        {current === undefined
          ? 'Stake votes for you unless you choose somebody.'
          : `Now ${shortAddress(current, stakeholders)}. You can override a vote while it is open.`}
      </p>
    </form>
  );
}
