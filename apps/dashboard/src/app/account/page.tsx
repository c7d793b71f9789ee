import { redirect } from 'next/navigation';
import { AccountPage } from '@/features/account/account-page';
import { sitePaths } from '@/shell/paths';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findVisitor } from '@/workspace/find-visitor';
import { MeProvider } from '@/workspace/me-context';

export default async function Page() {
  const visitor = await findVisitor();
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  if (visitor.kind === 'signedOut') redirect(sitePaths.signIn(sitePaths.account));
  return (
    <MeProvider me={visitor.me}>
      <AccountPage />
    </MeProvider>
  );
}
