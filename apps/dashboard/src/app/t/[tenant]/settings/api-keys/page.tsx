import { ApiKeysPage } from '@/features/api-keys/api-keys-page';

export default function Page() {
  return <ApiKeysPage />;
}
