import { KeyRound, PlugZap } from 'lucide-react';
import { signInWords } from '@/ui/problem-state';
import { RequestId } from '@/ui/request-id';
import type { Workspace } from '@/workspace/find-workspace';
import { RetryUntilReachable } from './retry-until-reachable';
import { StandalonePage } from './standalone-page';

/** What stands in for the whole dashboard while there is no workspace to show. */
export function ClosedWorkspace({ workspace }: { workspace: Exclude<Workspace, { kind: 'open' }> }) {
  if (workspace.kind === 'signInRequired') {
    return (
      <StandalonePage icon={<KeyRound />} title={signInWords.title}>
        {signInWords.text}
      </StandalonePage>
    );
  }
  return (
    <StandalonePage icon={<PlugZap />} title="Parley is not answering" action={<RetryUntilReachable />}>
      The dashboard is up, but the API behind it cannot be reached or is not ready. This page looks again
      every few seconds.
      {workspace.requestId ? (
        <p className="mt-2">
          <RequestId id={workspace.requestId} />
        </p>
      ) : null}
    </StandalonePage>
  );
}
