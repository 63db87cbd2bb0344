import { MarketplacePage } from '@/features/marketplace/marketplace-page';

export const metadata = { title: 'Marketplace' };

export default function Page() {
  return <MarketplacePage />;
}
