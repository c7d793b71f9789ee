import { WebhookLogPage } from '@/features/operator/webhooks/webhook-log-page';

export default function Page() {
  return <WebhookLogPage />;
}
