import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function AgentsPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Agents' }]}>
      <EmptyState icon="bot" title="Agents">
        An agent is a set of instructions with a model, tools and knowledge. Flows and other agents call it.
      </EmptyState>
    </PageFrame>
  );
}
