'use client';
import { addRoot, listRoots, removeRoot, type Root } from '@codexos/protocol/contracts/files.contract';
import { FolderIcon, XIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { SettingsSection } from './settings-section';

/** Folders that sources and file tools may read; everything outside is refused. */
export function FoldersSection() {
  const { data, error } = useApiQuery(listRoots, {});
  return (
    <SettingsSection
      id="folders"
      title="Allowed folders"
      help="Sources and file tools only read below these folders. Whatever an agent is told, everything outside them is refused."
    >
      {error && !data ? <ErrorNotice error={error} /> : null}
      <ul className="divide-y rounded-md border bg-card" aria-label="Allowed folders">
        {data?.items.map((root) => (
          <RootRow key={root.path} root={root} />
        ))}
        {data || error ? null : (
          <li className="p-4">
            <Skeleton className="h-4 w-64" />
          </li>
        )}
      </ul>
      <AddFolder />
    </SettingsSection>
  );
}

function RootRow({ root }: { root: Root }) {
  const { path, isRemovable } = root;
  const allow = useApiMutation(addRoot);
  const withdraw = useApiMutation(removeRoot, {
    onSuccess: () =>
      toast(`${path} is no longer allowed`, {
        description: 'What was read from it stays until the source is removed.',
        action: { label: 'Undo', onClick: () => allow.mutate({ body: { path } }) },
      }),
    onError: (problem) => toast.error('The folder could not be withdrawn', { description: problem.message }),
  });
  return (
    <li className="flex h-11 items-center gap-3 pr-2 pl-4">
      <FolderIcon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
        {path}
      </span>
      {isRemovable ? (
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label={`Withdraw ${path}`}
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate({ query: { path } })}
        >
          <XIcon aria-hidden />
        </Button>
      ) : (
        <Badge className="mr-2">set at start</Badge>
      )}
    </li>
  );
}

function AddFolder() {
  const [path, setPath] = useState('');
  const add = useApiMutation(addRoot, { onSuccess: () => setPath('') });
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim()) add.mutate({ body: { path: path.trim() } });
      }}
    >
      <Label htmlFor="folder-path">Allow one more folder</Label>
      <div className="flex gap-2">
        <Input
          id="folder-path"
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          placeholder="/home/you/code"
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit" disabled={!path.trim() || add.isPending}>
          Allow
        </Button>
      </div>
      <p className="text-xs text-muted-foreground">
        The whole path. Everything below it can then be read by sources you add and by file tools you grant.
      </p>
      {add.error ? <ErrorNotice error={add.error} /> : null}
    </form>
  );
}
