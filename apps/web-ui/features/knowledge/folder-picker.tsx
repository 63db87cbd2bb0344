'use client';
import { browseFolders, listRoots, type FileEntry } from '@codexos/protocol/contracts/files.contract';
import { CornerLeftUpIcon, FolderGit2Icon, FolderIcon, HardDriveIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { useApiQuery } from '@/lib/api/use-api-query';
import { locationName } from './source-location';

interface FolderPickerProps {
  onChoose: (path: string) => void;
  isPending: boolean;
}

/** Walks through the allowed folders of this machine; git repositories are marked and can be taken at once. */
export function FolderPicker({ onChoose, isPending }: FolderPickerProps) {
  const [chosenPath, setPath] = useState<string>();
  const roots = useApiQuery(listRoots, {});
  const onlyRoot = roots.data?.items.length === 1 ? roots.data.items[0]?.path : undefined;
  const path = chosenPath ?? onlyRoot;
  const folder = useApiQuery(
    browseFolders,
    { query: { path: path ?? '/' } },
    { enabled: path !== undefined },
  );
  const error = roots.error ?? folder.error;
  const parent = folder.data?.parent;
  const isAtTop = path === undefined || path === onlyRoot;
  return (
    <div className="overflow-hidden rounded-md border" data-slot="folder-picker">
      <div className="flex h-10 items-center gap-2 border-b bg-muted/40 pr-1.5 pl-1.5">
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label="Folder above"
          disabled={isAtTop}
          onClick={() => setPath(parent)}
        >
          <CornerLeftUpIcon aria-hidden />
        </Button>
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
          {path ?? 'Allowed folders'}
        </span>
        {path === undefined ? null : (
          <Button size="sm" disabled={isPending} onClick={() => onChoose(path)}>
            Use {locationName(path)}
          </Button>
        )}
      </div>
      {error ? <ErrorNotice error={error} className="m-2" /> : null}
      <ul
        className="h-56 overflow-y-auto p-1"
        aria-label={path ?? 'Allowed folders'}
        aria-busy={folder.isFetching}
      >
        {path === undefined && roots.data
          ? roots.data.items.map((root) => (
              <Row
                key={root.path}
                icon={<HardDriveIcon aria-hidden />}
                label={root.path}
                onOpen={() => setPath(root.path)}
              />
            ))
          : null}
        {path !== undefined && folder.data
          ? folder.data.items.map((entry) => (
              <FolderRow
                key={entry.path}
                entry={entry}
                isPending={isPending}
                onOpen={setPath}
                onChoose={onChoose}
              />
            ))
          : null}
        {folder.data?.items.length === 0 && path !== undefined ? (
          <li className="px-2 py-6 text-center text-sm text-muted-foreground">
            No folders below this one. Use it as it is, or go back up.
          </li>
        ) : null}
        {roots.isPending || (path !== undefined && folder.isPending && !error) ? <RowsSkeleton /> : null}
      </ul>
    </div>
  );
}

interface FolderRowProps {
  entry: FileEntry;
  isPending: boolean;
  onOpen: (path: string) => void;
  onChoose: (path: string) => void;
}

function FolderRow({ entry, isPending, onOpen, onChoose }: FolderRowProps) {
  const { name, path, isRepository } = entry;
  return (
    <Row
      icon={
        isRepository ? (
          <FolderGit2Icon className="text-kind-retrieval" aria-hidden />
        ) : (
          <FolderIcon aria-hidden />
        )
      }
      label={name}
      onOpen={() => onOpen(path)}
      badge={isRepository ? <Badge>git</Badge> : null}
      action={
        <Button
          size="sm"
          variant={isRepository ? 'outline' : 'ghost'}
          className={isRepository ? '' : 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100'}
          aria-label={`Use ${name}`}
          disabled={isPending}
          onClick={() => onChoose(path)}
        >
          Use
        </Button>
      }
    />
  );
}

interface RowProps {
  icon: ReactNode;
  label: string;
  onOpen: () => void;
  badge?: ReactNode;
  action?: ReactNode;
}

function Row({ icon, label, onOpen, badge, action }: RowProps) {
  return (
    <li className="group flex h-8 items-center gap-1 rounded-sm pr-0.5 hover:bg-accent">
      <button
        type="button"
        onClick={onOpen}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm px-2 text-left text-sm [&_svg]:size-4 [&_svg]:shrink-0"
      >
        {icon}
        <span className="truncate">{label}</span>
        {badge}
      </button>
      {action}
    </li>
  );
}

function RowsSkeleton() {
  return (
    <>
      {[60, 44, 52, 36].map((width) => (
        <li key={width} className="flex h-8 items-center px-2">
          <Skeleton className="h-3.5" style={{ width: `${width}%` }} />
        </li>
      ))}
    </>
  );
}
