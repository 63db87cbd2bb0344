import { SecretPage } from '@/features/vault/secret-page';

export const metadata = { title: 'Vault' };

export default async function Page({ params }: { params: Promise<{ secretId: string }> }) {
  const { secretId } = await params;
  return <SecretPage key={secretId} secretId={secretId} />;
}
