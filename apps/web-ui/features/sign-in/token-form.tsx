'use client';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { signIn } from '@/lib/session/session-store';

/** Without accounts: where to find the address, and a field for its token. */
export function TokenForm({ error }: { error: unknown }) {
  const [token, setToken] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = token.trim();
    if (text !== '') void signIn(/#start=(.+)$/.exec(text)?.[1] ?? text);
  };
  return (
    <>
      <h1 className="text-lg font-semibold tracking-tight">Open the address from your terminal</h1>
      <p className="text-sm text-muted-foreground">
        <code className="font-mono text-xs">npm run up</code> printed an address that ends in a start token.
        Open it, or paste it here. The token keeps other pages and people out.
      </p>
      {error === undefined ? null : <ErrorNotice error={error} />}
      <form onSubmit={submit} className="flex flex-col gap-2">
        <Label htmlFor="start-token">Address or start token</Label>
        <Input
          id="start-token"
          value={token}
          onChange={(event) => setToken(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          className="h-9 font-mono text-xs"
        />
        <Button type="submit" variant="primary" size="lg" disabled={token.trim() === ''}>
          Open the studio
        </Button>
      </form>
    </>
  );
}
