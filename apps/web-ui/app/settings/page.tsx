import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function SettingsPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Settings' }]}>
      <EmptyState icon="settings" title="Settings">
        Models, API tokens and folders.
      </EmptyState>
    </PageFrame>
  );
}
