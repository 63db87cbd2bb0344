'use client';
import { getKnowledgeBase, updateKnowledgeBase } from '@codexos/protocol/contracts/knowledge.contract';
import type { KnowledgeBase } from '@codexos/protocol/knowledge';
import { PlusIcon } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { PageFrame } from '@/features/shell/page-frame';
import { useApiMutation } from '@/lib/api/use-api-mutation';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useQueryTab } from '@/lib/use-query-tab';
import { AddSourceDialog } from './add-source-dialog';
import { BaseSettings } from './base-settings';
import { DocumentsPanel } from './documents-panel';
import { EvaluationPanel } from './evaluation-panel';
import { SearchPanel } from './search-panel';
import { SourcesPanel } from './sources-panel';

const TABS = ['sources', 'search', 'documents', 'quality', 'settings'] as const;

/** One knowledge base: its sources, search over them, what was read, how good it is. */
export function KnowledgeBasePage({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const { data: base, error } = useApiQuery(getKnowledgeBase, { params: { knowledgeBaseId } });
  const [isAdding, setAdding] = useState(false);
  const rename = useApiMutation(updateKnowledgeBase, {
    onError: (problem) => toast.error('The name could not be changed', { description: problem.message }),
  });
  return (
    <PageFrame
      breadcrumb={[
        { label: 'Knowledge', href: '/knowledge' },
        {
          label: base?.name ?? 'Knowledge base',
          ...(base
            ? { onRename: (name) => rename.mutate({ params: { knowledgeBaseId }, body: { name } }) }
            : {}),
        },
      ]}
      primary={
        base ? (
          <Button variant="primary" onClick={() => setAdding(true)}>
            <PlusIcon aria-hidden />
            <span className="max-[599px]:sr-only">Add a source</span>
          </Button>
        ) : undefined
      }
    >
      {error && !base ? <ErrorNotice error={error} className="m-6" /> : null}
      {base ? <BaseTabs base={base} onAdd={() => setAdding(true)} /> : error ? null : <PageSkeleton />}
      {base ? <AddSourceDialog base={base} isOpen={isAdding} onOpenChange={setAdding} /> : null}
    </PageFrame>
  );
}

function BaseTabs({ base, onAdd }: { base: KnowledgeBase; onAdd: () => void }) {
  const [tab, setTab] = useQueryTab(TABS, 'sources');
  return (
    <Tabs value={tab} onValueChange={setTab} className="min-h-full">
      <div className="sticky top-0 z-10 shrink-0 overflow-x-auto border-b bg-background">
        <TabsList className="mx-auto w-full max-w-240 border-b-0 px-5 max-[599px]:px-3">
          <TabsTrigger value="sources">Sources</TabsTrigger>
          <TabsTrigger value="search">Search</TabsTrigger>
          <TabsTrigger value="documents">Documents</TabsTrigger>
          <TabsTrigger value="quality">Quality</TabsTrigger>
          <TabsTrigger value="settings">Settings</TabsTrigger>
        </TabsList>
      </div>
      <div className="mx-auto w-full max-w-240 px-6 py-6 max-[599px]:px-4 max-[599px]:py-4">
        <TabsContent value="sources">
          <SourcesPanel base={base} onAdd={onAdd} />
        </TabsContent>
        <TabsContent value="search">
          <SearchPanel base={base} />
        </TabsContent>
        <TabsContent value="documents">
          <DocumentsPanel base={base} />
        </TabsContent>
        <TabsContent value="quality">
          <EvaluationPanel base={base} />
        </TabsContent>
        <TabsContent value="settings">
          <BaseSettings base={base} />
        </TabsContent>
      </div>
    </Tabs>
  );
}

function PageSkeleton() {
  return (
    <div
      className="mx-auto flex max-w-240 flex-col gap-4 p-6"
      role="status"
      aria-busy="true"
      aria-label="Opening the knowledge base"
    >
      <Skeleton className="h-7 w-80" />
      <Skeleton className="h-36 rounded-md" />
    </div>
  );
}
