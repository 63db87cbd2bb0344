'use client';
import { useState, type ReactNode } from 'react';
import { Button } from './ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from './ui/dialog';
import { ErrorNotice } from './ui/error-notice';
import { Input } from './ui/input';
import { Label } from './ui/label';

interface ConfirmDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Names the thing: "Delete the conversation “Routing”". */
  title: string;
  /** What goes and what stays. */
  children: ReactNode;
  confirmLabel: string;
  /** Must be typed before the button works; for what cannot be brought back. */
  nameToType?: string | undefined;
  isPending?: boolean;
  error?: unknown;
  onConfirm: () => void;
}

/** Asks before something goes for good. */
export function ConfirmDialog({ isOpen, onOpenChange, title, children, ...rest }: ConfirmDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent className="max-w-md">
        <DialogHeader>
          <DialogTitle>{title}</DialogTitle>
          <DialogDescription>{children}</DialogDescription>
        </DialogHeader>
        <ConfirmForm {...rest} onCancel={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type ConfirmFormProps = Pick<
  ConfirmDialogProps,
  'confirmLabel' | 'nameToType' | 'isPending' | 'error' | 'onConfirm'
> & { onCancel: () => void };

function ConfirmForm({ confirmLabel, nameToType, isPending, error, onConfirm, onCancel }: ConfirmFormProps) {
  const [typed, setTyped] = useState('');
  const isAllowed = nameToType === undefined || typed.trim() === nameToType;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAllowed) onConfirm();
      }}
    >
      {nameToType === undefined ? null : (
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="confirm-name">Type {nameToType} to confirm</Label>
          <Input
            id="confirm-name"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      )}
      {error ? <ErrorNotice error={error} /> : null}
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="destructive" disabled={!isAllowed || isPending}>
          {confirmLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
