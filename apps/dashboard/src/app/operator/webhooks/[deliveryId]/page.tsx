import { WebhookPage } from '@/features/operator/webhooks/webhook-page';

type Props = { params: Promise<{ deliveryId: string }> };

export default async function Page({ params }: Props) {
  return <WebhookPage id={(await params).deliveryId} />;
}
