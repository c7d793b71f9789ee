import { DeadLettersPage } from '@/features/operator/dead-letters/dead-letters-page';

export default function Page() {
  return <DeadLettersPage />;
}
