import { Compass } from 'lucide-react';
import { YourWorkspaces } from '@/features/account/your-workspaces';
import { StandalonePage } from '@/shell/standalone-page';

/** For a wrong address, and for a workspace that is not theirs: both look the same from outside. */
export default function NotFoundPage() {
  return (
    <StandalonePage icon={<Compass />} title="We could not find this page">
      <p>The address may be mistyped, or it belongs to a workspace that you are not a member of.</p>
      <YourWorkspaces />
    </StandalonePage>
  );
}
