import { Suspense } from 'react';
import { KnowledgeBasePage } from '@/features/knowledge/knowledge-base-page';

export const metadata = { title: 'Knowledge' };

export default async function Page({ params }: { params: Promise<{ knowledgeBaseId: string }> }) {
  const { knowledgeBaseId } = await params;
  return (
    <Suspense>
      <KnowledgeBasePage key={knowledgeBaseId} knowledgeBaseId={knowledgeBaseId} />
    </Suspense>
  );
}
