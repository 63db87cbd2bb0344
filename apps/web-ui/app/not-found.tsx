import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageFrame } from '@/features/shell/page-frame';

export default function NotFoundPage() {
  return (
    <PageFrame breadcrumb={[{ label: 'Not found' }]}>
      <EmptyState
        icon="compass"
        title="There is nothing at this address"
        action={
          <Button asChild>
            <Link href="/">Go home</Link>
          </Button>
        }
      >
        The page may have been moved or deleted. The palette finds everything that exists.
      </EmptyState>
    </PageFrame>
  );
}
