import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function FilesPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Files' }]}>
      <EmptyState icon="folder-tree" title="Files">
        Files of every source, as they were read.
      </EmptyState>
    </PageFrame>
  );
}
