import { WorkspacePage } from '@/features/settings/workspace-page';

export default function Page() {
  return <WorkspacePage />;
}
