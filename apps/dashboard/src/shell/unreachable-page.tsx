import { PlugZap } from 'lucide-react';
import { RequestId } from '@/ui/request-id';
import { RetryUntilReachable } from './retry-until-reachable';
import { StandalonePage } from './standalone-page';

/** What stands in for a page while the API behind the dashboard does not answer. */
export function UnreachablePage({ requestId }: { requestId: string | null }) {
  return (
    <StandalonePage icon={<PlugZap />} title="Parley is not answering" action={<RetryUntilReachable />}>
      The dashboard is up, but the API behind it cannot be reached or is not ready. This page looks again
      every few seconds.
      {requestId ? (
        <p className="mt-2">
          <RequestId id={requestId} />
        </p>
      ) : null}
    </StandalonePage>
  );
}
