import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function FlowsPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Flows' }]}>
      <EmptyState icon="workflow" title="Flows">
        A flow is a drawing of nodes that runs.
      </EmptyState>
    </PageFrame>
  );
}
