import { SendingPage } from '@/features/settings/sending/sending-page';

export default function Page() {
  return <SendingPage />;
}
