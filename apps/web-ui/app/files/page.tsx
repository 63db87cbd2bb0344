import { SourceList } from '@/features/files/source-list';

export const metadata = { title: 'Files' };

export default function FilesPage() {
  return <SourceList />;
}
