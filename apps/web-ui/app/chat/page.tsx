import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function ChatPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Chat' }]}>
      <EmptyState icon="message-square" title="Chat">
        Talk to an agent or a flow. Every answer is a run that you can open.
      </EmptyState>
    </PageFrame>
  );
}
