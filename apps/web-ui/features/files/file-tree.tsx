'use client';
import { listSourceFiles, type FileEntry } from '@codexos/protocol/contracts/files.contract';
import { useQueries } from '@tanstack/react-query';
import {
  ChevronRightIcon,
  FileCodeIcon,
  FileIcon,
  FileTextIcon,
  FolderIcon,
  FolderOpenIcon,
} from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { callApi } from '@/lib/api/call-api';
import { queryKey } from '@/lib/api/query-key';
import { cn } from '@/lib/utils';
import { treeMove, typeahead, type TreeRow } from './tree-keys';

interface FileTreeProps {
  sourceId: string;
  currentPath: string | undefined;
  expanded: ReadonlySet<string>;
  onExpand: (path: string, isExpanded: boolean) => void;
  onOpen: (path: string) => void;
}

const TYPEAHEAD_MS = 700;

/** The files of a source. Folders are read when they are opened; everything works by keyboard. */
export function FileTree({ sourceId, currentPath, expanded, onExpand, onOpen }: FileTreeProps) {
  const treeRef = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const [focusedPath, setFocused] = useState<string>();
  const { rows, isPending, error } = useTreeRows(sourceId, expanded);
  const wanted = focusedPath ?? currentPath;
  const focusIndex = Math.max(
    0,
    rows.findIndex(({ path }) => path === wanted),
  );

  const focusRow = (index: number) => {
    const row = rows[index];
    if (!row) return;
    setFocused(row.path);
    const element = treeRef.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[index];
    element?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, focusIndex, event.key);
    if (move) {
      event.preventDefault();
      if (move.type === 'focus') focusRow(move.index);
      // As a click, so that a sheet around the tree hears it too.
      else if (move.type === 'open') (event.target as HTMLElement).click();
      else onExpand(move.path, move.type === 'expand');
      return;
    }
    if (event.key.length !== 1 || event.key === ' ') return;
    const isFresh = event.timeStamp - typed.current.at > TYPEAHEAD_MS;
    typed.current = { text: (isFresh ? '' : typed.current.text) + event.key, at: event.timeStamp };
    const index = typeahead(rows, focusIndex, typed.current.text);
    if (index !== undefined) focusRow(index);
  };

  if (error) return <ErrorNotice error={error} className="m-2" />;
  if (isPending) return <TreeSkeleton />;
  return (
    <div ref={treeRef} role="tree" aria-label="Files" className="p-1.5" onKeyDown={onKeyDown}>
      {rows.map((row, index) => (
        <TreeItem
          key={row.path}
          row={row}
          isCurrent={row.path === currentPath}
          isTabStop={index === focusIndex}
          onFocus={() => setFocused(row.path)}
          onClick={() => (row.isFolder ? onExpand(row.path, !row.isExpanded) : onOpen(row.path))}
        />
      ))}
      {rows.length === 0 ? (
        <p className="px-2 py-6 text-center text-sm text-muted-foreground">This source holds no files.</p>
      ) : null}
    </div>
  );
}

interface TreeItemProps {
  row: TreeRow;
  isCurrent: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onClick: () => void;
}

function TreeItem({ row, isCurrent, isTabStop, onFocus, onClick }: TreeItemProps) {
  const { name, path, level, isFolder, isExpanded } = row;
  const Glyph = isFolder ? (isExpanded ? FolderOpenIcon : FolderIcon) : fileIcon(name);
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={isCurrent}
      {...(isFolder ? { 'aria-expanded': isExpanded } : { 'data-closes-sheet': '' })}
      tabIndex={isTabStop ? 0 : -1}
      title={path}
      onFocus={onFocus}
      onClick={onClick}
      className={cn(
        'flex h-7 cursor-pointer items-center gap-1.5 rounded-sm pr-2 text-sm outline-offset-[-2px] hover:bg-accent',
        isCurrent && 'bg-accent font-medium',
      )}
      style={{ paddingLeft: 4 + (level - 1) * 12 }}
    >
      <ChevronRightIcon
        className={cn(
          'size-3.5 shrink-0 text-muted-foreground transition-transform duration-120',
          isExpanded && 'rotate-90',
          !isFolder && 'invisible',
        )}
        aria-hidden
      />
      <Glyph className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      <span className="truncate">{name}</span>
    </div>
  );
}

function fileIcon(name: string) {
  if (/\.(md|mdx|txt|rst|adoc)$/i.test(name)) return FileTextIcon;
  return /\.\w+$/.test(name) ? FileCodeIcon : FileIcon;
}

function useTreeRows(sourceId: string, expanded: ReadonlySet<string>) {
  const folders = useMemo(() => ['', ...[...expanded].sort()], [expanded]);
  const results = useQueries({
    queries: folders.map((path) => {
      const request = { params: { sourceId }, query: { path } };
      return {
        queryKey: queryKey(listSourceFiles, request),
        queryFn: ({ signal }: { signal: AbortSignal }) => callApi(listSourceFiles, request, signal),
        staleTime: 60_000,
      };
    }),
  });
  const entriesOf = new Map(folders.map((path, index) => [path, results[index]?.data?.items]));
  const rows: TreeRow[] = [];
  const addFolder = (folder: string, level: number) => {
    for (const { name, path, kind } of sortEntries(entriesOf.get(folder) ?? [])) {
      const isFolder = kind === 'folder';
      const isExpanded = isFolder && expanded.has(path);
      rows.push({ path, name, level, isFolder, isExpanded });
      if (isExpanded) addFolder(path, level + 1);
    }
  };
  addFolder('', 1);
  return { rows, isPending: results[0]?.isPending ?? true, error: results[0]?.error };
}

/** Folders first, then by name as people count. */
function sortEntries(entries: readonly FileEntry[]): FileEntry[] {
  return [...entries].sort(
    (left, right) =>
      Number(right.kind === 'folder') - Number(left.kind === 'folder') ||
      left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
}

function TreeSkeleton() {
  return (
    <div className="flex flex-col gap-1 p-3" role="status" aria-busy="true" aria-label="Reading the folder">
      {[50, 64, 40, 72, 56, 48].map((width) => (
        <div key={width} className="flex h-7 items-center">
          <Skeleton className="h-3.5" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
