import { Suspense } from 'react';
import { NewDeploymentPage } from '@/features/deployments/new-deployment-page';

export const metadata = { title: 'New deployment' };

export default function Page() {
  return (
    <Suspense>
      <NewDeploymentPage />
    </Suspense>
  );
}
