'use client';
import { createDeploymentToken } from '@codexos/protocol/contracts/deployments.contract';
import type { Deployment } from '@codexos/protocol/deployment';
import { KeyRoundIcon, PlusIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { LifetimeField } from '@/features/settings/lifetime-field';
import { TokenValue } from '@/features/settings/token-value';
import { useApiMutation } from '@/lib/api/use-api-mutation';

/** The tokens that call what is deployed, and the way to make one. */
export function CallTokens({ deployment: { id, tokens } }: { deployment: Deployment }) {
  const [isCreating, setCreating] = useState(false);
  const close = () => setCreating(false);
  return (
    <section aria-labelledby="tokens" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="tokens" className="text-base font-medium">
            API tokens
          </h2>
          <p className="max-w-[72ch] text-sm text-muted-foreground">
            A call needs a token of this deployment. It opens nothing here and no other deployment.
          </p>
        </div>
        <Button onClick={() => setCreating(true)}>
          <PlusIcon aria-hidden /> New token
        </Button>
      </div>
      {tokens.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-5 text-center text-sm text-muted-foreground">
          No tokens. Nobody can call it yet.
        </p>
      ) : (
        <ul className="divide-y rounded-md border bg-card" aria-labelledby="tokens">
          {tokens.map(({ id: tokenId, name, createdAt, expiresAt }) => (
            <li key={tokenId} className="flex items-center gap-3 px-4 py-2.5">
              <KeyRoundIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
              <p className="min-w-0 flex-1 truncate text-sm font-medium">{name}</p>
              <p className="text-xs text-muted-foreground">
                made <RelativeTime at={createdAt} /> ·{' '}
                {expiresAt === undefined ? (
                  'until the deployment is closed'
                ) : (
                  <>
                    ends <RelativeTime at={expiresAt} />
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={isCreating} onOpenChange={setCreating}>
        <DialogContent className="max-w-md">
          <TokenSteps deploymentId={id} onClose={close} />
        </DialogContent>
      </Dialog>
    </section>
  );
}

function TokenSteps({ deploymentId, onClose }: { deploymentId: string; onClose: () => void }) {
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | undefined>(90);
  const create = useApiMutation(createDeploymentToken);
  if (create.data) return <TokenValue name={create.data.name} value={create.data.value} onClose={onClose} />;
  return (
    <>
      <DialogHeader>
        <DialogTitle>New API token</DialogTitle>
        <DialogDescription>
          Name it after the program that will use it. It cannot be revoked: it works until it ends or the
          deployment is closed.
        </DialogDescription>
      </DialogHeader>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') return;
          create.mutate({
            params: { deploymentId },
            body: { name: name.trim(), ...(days === undefined ? {} : { expiresInDays: days }) },
          });
        }}
      >
        <div className="flex flex-col gap-1.5">
          <Label htmlFor="token-name">Name</Label>
          <Input
            id="token-name"
            maxLength={120}
            placeholder="Nightly report"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <LifetimeField days={days} onChange={setDays} endless="Until it is closed" />
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={name.trim() === '' || create.isPending}>
            Create
          </Button>
        </DialogFooter>
      </form>
    </>
  );
}
