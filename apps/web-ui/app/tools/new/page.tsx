import { Suspense } from 'react';
import { NewToolPage } from '@/features/tools/new-tool-page';

export const metadata = { title: 'New tool' };

export default function Page() {
  return (
    <Suspense>
      <NewToolPage />
    </Suspense>
  );
}
