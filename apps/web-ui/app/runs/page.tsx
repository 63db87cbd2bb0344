import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function RunsPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Runs' }]}>
      <EmptyState icon="activity" title="Runs">
        Every run, with what each node saw and said.
      </EmptyState>
    </PageFrame>
  );
}
