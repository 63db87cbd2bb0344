'use client';
import {
  addRegistry,
  listListings,
  removeRegistry,
  type RegistryStatus,
} from '@codexos/protocol/contracts/marketplace.contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCwIcon, XIcon } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { callApi } from '@/lib/api/call-api';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { formatCount } from '@/lib/format';

/** Where listings come from, and what is wrong with a place that cannot be read. */
export function RegistriesDialog({
  registries,
  onClose,
}: {
  registries: readonly RegistryStatus[];
  onClose: () => void;
}) {
  const client = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => callApi(listListings, { query: { refresh: 'true' } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['marketplace'] }),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>Registries</DialogTitle>
          <DialogDescription>
            A registry is an index.json with listing files beside it, on any web server or in any git
            repository.
          </DialogDescription>
        </DialogHeader>
        <ul aria-label="Registries" className="divide-y rounded-md border bg-card">
          {registries.map((registry) => (
            <RegistryRow key={registry.key} registry={registry} />
          ))}
        </ul>
        <Button
          className="self-start"
          size="sm"
          disabled={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          <RefreshCwIcon aria-hidden /> Read them again
        </Button>
        <AddRegistry />
      </DialogContent>
    </Dialog>
  );
}

function RegistryRow({
  registry: { key, kind, name, location, state, problem, listingCount },
}: {
  registry: RegistryStatus;
}) {
  const remove = useApiMutation(removeRegistry);
  return (
    <li className="flex items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{name}</span>
          {state === 'ready' ? null : <Badge variant="warn">{state}</Badge>}
        </p>
        <p className="text-xs break-words text-muted-foreground">
          {problem ?? `${location} · ${formatCount(listingCount, 'listing')}`}
        </p>
      </div>
      {kind === 'http' || kind === 'git' ? (
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={`Remove ${name}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate({ params: { registryId: key } })}
        >
          <XIcon aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}

function AddRegistry() {
  const [location, setLocation] = useState('');
  const add = useApiMutation(addRegistry, { onSuccess: () => setLocation('') });
  const trimmed = location.trim();
  const kind = /\.git\/?$|^git:|^ssh:|^file:/.test(trimmed) ? 'git' : 'http';
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed) add.mutate({ body: { kind, location: trimmed } });
      }}
    >
      <Label htmlFor="registry-location">Add a registry</Label>
      <div className="flex gap-2">
        <Input
          id="registry-location"
          placeholder="https://example.org/registry/ or https://example.org/team/registry.git"
          value={location}
          onChange={(event) => setLocation(event.target.value)}
        />
        <Button type="submit" variant="primary" disabled={!trimmed || add.isPending}>
          {add.isPending ? 'Reading…' : 'Add'}
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        {trimmed === ''
          ? 'It is read before it is added.'
          : kind === 'git'
            ? 'A git repository.'
            : 'A web server.'}
      </p>
      {add.error ? <ErrorNotice error={add.error} /> : null}
    </form>
  );
}
