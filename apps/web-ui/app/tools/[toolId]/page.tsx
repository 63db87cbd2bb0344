import { Suspense } from 'react';
import { ToolPage } from '@/features/tools/tool-page';

export const metadata = { title: 'Tools' };

export default async function Page({ params }: { params: Promise<{ toolId: string }> }) {
  const { toolId } = await params;
  return (
    <Suspense>
      <ToolPage key={toolId} toolId={toolId} />
    </Suspense>
  );
}
