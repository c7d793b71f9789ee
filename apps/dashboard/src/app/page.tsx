import { redirect } from 'next/navigation';
import { paths } from '@/shell/paths';
import { ClosedWorkspace } from '@/shell/closed-workspace';
import { findWorkspace } from '@/workspace/find-workspace';

export default async function HomePage() {
  const workspace = await findWorkspace();
  if (workspace.kind === 'open') redirect(paths.inbox(workspace.tenant.slug));
  return <ClosedWorkspace workspace={workspace} />;
}
