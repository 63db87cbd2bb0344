import { Suspense } from 'react';
import { VaultPage } from '@/features/vault/vault-page';

export const metadata = { title: 'Vault' };

export default function Page() {
  return (
    <Suspense>
      <VaultPage />
    </Suspense>
  );
}
