import { KnowledgeList } from '@/features/knowledge/knowledge-list';

export const metadata = { title: 'Knowledge' };

export default function KnowledgePage() {
  return <KnowledgeList />;
}
