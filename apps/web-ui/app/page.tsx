import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function HomePage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Home' }]}>
      <EmptyState icon="house" title="Home">
        The studio of CodexOS.
      </EmptyState>
    </PageFrame>
  );
}
