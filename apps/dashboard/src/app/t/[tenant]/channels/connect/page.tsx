import { ConnectPage } from '@/features/channels/connect/connect-page';

export default function Page() {
  return <ConnectPage />;
}
