import { Lock } from 'lucide-react';
import { YourWorkspaces } from '@/features/account/your-workspaces';
import { StandalonePage } from '@/shell/standalone-page';

/** For whoever is signed in but does not run the installation. */
export function OnlyOperators() {
  return (
    <StandalonePage icon={<Lock />} title="Only whoever runs this installation may see this">
      <p>
        These pages are about all workspaces at once. They are for the person who set Parley up here, not for
        the owners and members of a workspace.
      </p>
      <YourWorkspaces />
    </StandalonePage>
  );
}
