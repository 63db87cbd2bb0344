import { HomePage } from '@/features/home/home-page';
import { PageFrame } from '@/features/shell/page-frame';

export default function Page() {
  return (
    <PageFrame breadcrumb={[{ label: 'Home' }]}>
      <HomePage />
    </PageFrame>
  );
}
