import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RunHistoryPage } from '@/features/run/run-history-page';

export const metadata: Metadata = { title: 'Runs' };

export default function RunsPage() {
  return (
    <Suspense>
      <RunHistoryPage />
    </Suspense>
  );
}
