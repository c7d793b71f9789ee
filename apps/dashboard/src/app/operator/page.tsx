import { QueuesPage } from '@/features/operator/queues/queues-page';

export default function Page() {
  return <QueuesPage />;
}
