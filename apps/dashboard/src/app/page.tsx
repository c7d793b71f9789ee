import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { NoWorkspacePage } from '@/features/account/no-workspace-page';
import { paths, sitePaths } from '@/shell/paths';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findSetUp, findVisitor } from '@/workspace/find-visitor';
import { LAST_WORKSPACE_COOKIE, workspaceToOpen } from '@/workspace/last-workspace';

/** The front page is a signpost: to the set-up, to the sign-in, or into a workspace. */
export default async function HomePage() {
  const visitor = await findVisitor();
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  if (visitor.kind === 'signedOut') {
    const setUp = await findSetUp();
    redirect(setUp.kind === 'known' && setUp.required ? sitePaths.setUp : sitePaths.signIn());
  }
  const last = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value;
  const slug = workspaceToOpen(visitor.me.tenants, last);
  if (slug) redirect(paths.inbox(slug));
  return <NoWorkspacePage me={visitor.me} />;
}
