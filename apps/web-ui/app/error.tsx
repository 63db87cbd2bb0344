'use client';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageFrame } from '@/features/shell/page-frame';

export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <PageFrame breadcrumb={[{ label: 'Problem' }]}>
      <div className="mx-auto max-w-xl p-8">
        <ErrorNotice error={error} action={<Button onClick={reset}>Show the page again</Button>} />
      </div>
    </PageFrame>
  );
}
