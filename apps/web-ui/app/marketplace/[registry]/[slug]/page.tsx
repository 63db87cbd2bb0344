import { ListingPage } from '@/features/marketplace/listing-page';

export const metadata = { title: 'Marketplace' };

export default async function Page({ params }: { params: Promise<{ registry: string; slug: string }> }) {
  const { registry, slug } = await params;
  return <ListingPage key={`${registry}/${slug}`} registry={registry} slug={slug} />;
}
