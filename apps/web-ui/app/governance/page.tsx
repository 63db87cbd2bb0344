import { Suspense } from 'react';
import { GovernancePage } from '@/features/governance/governance-page';

export const metadata = { title: 'Governance' };

export default function Page() {
  return (
    <Suspense>
      <GovernancePage />
    </Suspense>
  );
}
