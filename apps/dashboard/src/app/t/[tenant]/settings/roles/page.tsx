import { RolesPage } from '@/features/roles/roles-page';

export default function Page() {
  return <RolesPage />;
}
