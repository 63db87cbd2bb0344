import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function KnowledgePage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Knowledge' }]}>
      <EmptyState icon="database" title="Knowledge">
        A knowledge base reads folders and repositories, so that agents can answer from them.
      </EmptyState>
    </PageFrame>
  );
}
