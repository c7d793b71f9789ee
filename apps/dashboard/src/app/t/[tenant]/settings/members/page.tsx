import { MembersPage } from '@/features/members/members-page';

export default function Page() {
  return <MembersPage />;
}
