import { Suspense } from 'react';
import { DeploymentsPage } from '@/features/deployments/deployments-page';

export const metadata = { title: 'Deployments' };

export default function Page() {
  return (
    <Suspense>
      <DeploymentsPage />
    </Suspense>
  );
}
