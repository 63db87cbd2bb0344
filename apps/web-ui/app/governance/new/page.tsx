import { Suspense } from 'react';
import { NewProposalPage } from '@/features/governance/new-proposal-page';

export const metadata = { title: 'New proposal' };

export default function Page() {
  return (
    <Suspense>
      <NewProposalPage />
    </Suspense>
  );
}
