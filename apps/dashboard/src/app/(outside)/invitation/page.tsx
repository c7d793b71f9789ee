import { InvitationPage } from '@/features/invitation/invitation-page';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findVisitor } from '@/workspace/find-visitor';

export default async function Page() {
  const visitor = await findVisitor();
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  return <InvitationPage me={visitor.kind === 'signedIn' ? visitor.me : null} />;
}
