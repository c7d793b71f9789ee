import { NumberPage } from '@/features/channels/number/number-page';

type Props = { params: Promise<{ channelId: string }> };

export default async function Page({ params }: Props) {
  return <NumberPage channelId={(await params).channelId} />;
}
