import { ToolListPage } from '@/features/tools/tool-list-page';

export const metadata = { title: 'Tools' };

export default function ToolsPage() {
  return <ToolListPage />;
}
