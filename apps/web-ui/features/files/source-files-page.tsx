'use client';
import { listKnowledgeBases } from '@codexos/protocol/contracts/knowledge.contract';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiQuery } from '@/lib/api/use-api-query';
import { fileHref, parseLines, type FilePlace } from '@/lib/file-href';
import { FileTree } from './file-tree';
import { FileView } from './file-view';
import { ancestorsOf } from './tree-keys';

/** The files of one source: tree at the left, the file that the address names at the right. */
export function SourceFilesPage({ sourceId }: { sourceId: string }) {
  const search = useSearchParams();
  const pathname = usePathname();
  const path = search.get('path') ?? undefined;
  const blobHash = search.get('blob') ?? undefined;
  const { data } = useApiQuery(listKnowledgeBases, {});
  const source = data?.items.flatMap(({ sources }) => sources).find(({ id }) => id === sourceId);
  const { expanded, setExpanded } = useExpanded(path);

  // The address is the state; changing it here needs no round trip to the server.
  const go = useCallback(
    (place: FilePlace | undefined, isNew: boolean) => {
      const href = place ? fileHref(sourceId, place) : pathname;
      if (isNew) window.history.pushState(null, '', href);
      else window.history.replaceState(null, '', href);
    },
    [sourceId, pathname],
  );
  return (
    <PageFrame
      breadcrumb={[{ label: 'Files', href: '/files' }, { label: source?.name ?? 'Source' }]}
      treeLabel="Files of the source"
      className="overflow-hidden"
      tree={
        <FileTree
          sourceId={sourceId}
          currentPath={path}
          expanded={expanded}
          onExpand={setExpanded}
          onOpen={(opened) => go({ path: opened }, true)}
        />
      }
    >
      {path === undefined ? (
        <EmptyState icon="file-search" title="Choose a file">
          The tree holds every file of {source?.name ?? 'the source'}. Arrow keys walk through it, letters
          jump to a name, Enter opens.
        </EmptyState>
      ) : (
        <FileView
          key={path}
          sourceId={sourceId}
          path={path}
          blobHash={blobHash}
          lines={parseLines(search.get('lines'))}
          onSelect={(lines) => go({ path, ...lines, blobHash }, false)}
          onShowCurrent={() => go({ path }, true)}
        />
      )}
    </PageFrame>
  );
}

/** Open folders: those above the file of the address, changed by hand. */
function useExpanded(path: string | undefined) {
  const [expanded, setSet] = useState<ReadonlySet<string>>(() => new Set(ancestorsOf(path ?? '')));
  const [revealed, setRevealed] = useState(path);
  if (path !== revealed) {
    setRevealed(path);
    if (path !== undefined) setSet(new Set([...expanded, ...ancestorsOf(path)]));
  }
  const setExpanded = (folder: string, isExpanded: boolean) =>
    setSet((before) => {
      const next = new Set(before);
      if (isExpanded) next.add(folder);
      else next.delete(folder);
      return next;
    });
  return { expanded, setExpanded };
}
