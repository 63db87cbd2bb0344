import { MembersPage } from '@/features/people/members-page';

export const metadata = { title: 'Members' };

export default function Page() {
  return <MembersPage />;
}
