import { ChannelsPage } from '@/features/channels/channels-page';

export default function Page() {
  return <ChannelsPage />;
}
