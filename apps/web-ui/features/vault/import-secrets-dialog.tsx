'use client';
import { importSecrets } from '@codexos/protocol/contracts/secrets.contract';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatCount } from '@/lib/format';

export function ImportSecretsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Import a .env file</DialogTitle>
          <DialogDescription>
            Each name becomes a secret. Keys of model providers are granted to their provider, all others to
            nobody until you choose.
          </DialogDescription>
        </DialogHeader>
        <ImportForm onClose={onClose} />
      </DialogContent>
    </Dialog>
  );
}

function ImportForm({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [isRotating, setRotating] = useState(false);
  const bring = useApiMutation(importSecrets, {
    refreshes: ['vault', 'settings', 'system'],
    onSuccess: () => setText(''),
  });
  if (bring.data) return <ImportResult result={bring.data} onClose={onClose} />;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) bring.mutate({ body: { text, isRotating } });
      }}
    >
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="env-file">File</Label>
        <input
          id="env-file"
          type="file"
          className="text-sm text-muted-foreground file:mr-3 file:h-8 file:rounded-md file:border file:border-border file:bg-card file:px-3 file:text-sm file:font-medium file:text-foreground"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor="env-text">Or its text</Label>
        <Textarea
          id="env-text"
          rows={6}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs"
          placeholder={'TRACKER_TOKEN=…\nOPENAI_API_KEY=…'}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <label className="flex items-start gap-2 text-sm">
        <Checkbox
          className="mt-0.5"
          checked={isRotating}
          onCheckedChange={(checked) => setRotating(checked === true)}
        />
        Rotate secrets that are in the vault already. Without this they are left alone.
      </label>
      {bring.error ? <ErrorNotice error={bring.error} /> : null}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={!text.trim() || bring.isPending}>
          Seal them
        </Button>
      </DialogFooter>
    </form>
  );
}

interface Result {
  created: string[];
  rotated: string[];
  skipped: { name: string; reason: string }[];
}

function ImportResult({
  result: { created, rotated, skipped },
  onClose,
}: {
  result: Result;
  onClose: () => void;
}) {
  return (
    <div className="flex flex-col gap-4 text-sm">
      <p>
        {formatCount(created.length, 'secret')} added, {rotated.length} rotated, {skipped.length} left alone.
      </p>
      <ul
        className="max-h-60 divide-y overflow-y-auto rounded-md border bg-card"
        aria-label="Result of the import"
      >
        {[
          ...created.map((name) => ({ name, state: 'added' })),
          ...rotated.map((name) => ({ name, state: 'rotated' })),
          ...skipped.map(({ name, reason }) => ({ name, state: `left alone: ${reason}` })),
        ].map(({ name, state }) => (
          <li key={name} className="flex justify-between gap-4 px-3 py-2">
            <span className="font-mono text-xs break-all">{name}</span>
            <span className="text-right text-xs text-muted-foreground">{state}</span>
          </li>
        ))}
      </ul>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </div>
  );
}
