import { Suspense } from 'react';
import { SourceFilesPage } from '@/features/files/source-files-page';

export const metadata = { title: 'Files' };

export default async function Page({ params }: { params: Promise<{ sourceId: string }> }) {
  const { sourceId } = await params;
  return (
    <Suspense>
      <SourceFilesPage key={sourceId} sourceId={sourceId} />
    </Suspense>
  );
}
