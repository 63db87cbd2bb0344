'use client';
import { useRef } from 'react';
import { Input } from '@/components/ui/input';

interface RenameFieldProps {
  name: string;
  label: string;
  /** The new name, or undefined when nothing changed. */
  onDone: (name: string | undefined) => void;
}

/** A name changed in place: Enter keeps, Escape leaves as it was. */
export function RenameField({ name, label, onDone }: RenameFieldProps) {
  const isDone = useRef(false);
  const finish = (value: string | undefined) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = value?.trim();
    onDone(trimmed && trimmed !== name ? trimmed : undefined);
  };
  return (
    <Input
      autoFocus
      aria-label={label}
      defaultValue={name}
      maxLength={120}
      className="h-7.5"
      onFocus={(event) => event.target.select()}
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(undefined);
      }}
    />
  );
}
