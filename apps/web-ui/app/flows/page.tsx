import type { Metadata } from 'next';
import { FlowListPage } from '@/features/flows/flow-list-page';

export const metadata: Metadata = { title: 'Flows' };

export default function FlowsPage() {
  return <FlowListPage />;
}
