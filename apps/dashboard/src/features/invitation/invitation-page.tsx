'use client';

import type { Me } from '@parley/api-client';
import { useQuery } from '@tanstack/react-query';
import { publicApi } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { queryKeys } from '@/data/query-keys';
import { useLinkToken } from '@/link-token/use-link-token';
import { OutsidePage } from '@/shell/outside-page';
import { LoadingRegion } from '@/ui/loading-region';
import { ProblemState } from '@/ui/problem-state';
import { Skeleton } from '@/ui/skeleton';
import { InvitationAnswer } from './invitation-answer';
import { InvitationOver } from './invitation-over';

/** Who invites whom to what, before anything is asked; then the way in that fits the visitor. */
export function InvitationPage({ me }: { me: Me | null }) {
  const { token, forget } = useLinkToken('invitation');
  const preview = useQuery({
    queryKey: queryKeys.invitationPreview(token ?? ''),
    queryFn: async () =>
      unwrap(await publicApi.POST('/api/v1/invitations/preview', { body: { token: token ?? '' } })),
    enabled: Boolean(token),
    staleTime: Infinity,
  });

  if (token === null) return <InvitationOver code="incomplete" isSignedIn={me !== null} />;
  if (preview.data && token) {
    return <InvitationAnswer invitation={preview.data} token={token} me={me} onAccepted={forget} />;
  }
  if (!preview.error) return <Loading />;
  const problem = asProblem(preview.error);
  if (problem.status === 404 || problem.status === 410) {
    return <InvitationOver code={problem.code} isSignedIn={me !== null} />;
  }
  return (
    <OutsidePage title="Your invitation">
      <ProblemState problem={problem} what="your invitation" onRetry={() => void preview.refetch()} />
    </OutsidePage>
  );
}

function Loading() {
  return (
    <OutsidePage title="Your invitation">
      <LoadingRegion label="Loading your invitation">
        <Skeleton className="h-4 w-3/4" />
        <Skeleton className="mt-2 h-4 w-1/2" />
        <Skeleton className="mt-6 h-10" />
        <Skeleton className="mt-4 h-10" />
      </LoadingRegion>
    </OutsidePage>
  );
}
