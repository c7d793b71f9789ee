import { cookies, headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { HeldBanner } from '@/features/channels/held-banner';
import { readSettings } from '@/gateway/settings';
import { paths, sitePaths } from '@/shell/paths';
import { Shell } from '@/shell/shell';
import { SIDEBAR_COOKIE } from '@/shell/sidebar-cookie';
import { UnreachablePage } from '@/shell/unreachable-page';
import { findVisitor } from '@/workspace/find-visitor';
import { findWorkspace } from '@/workspace/find-workspace';
import { MeProvider } from '@/workspace/me-context';
import { RememberWorkspace } from '@/workspace/remember-workspace';

type Props = { params: Promise<{ tenant: string }>; children: ReactNode };

export default async function TenantLayout({ params, children }: Props) {
  const slug = (await params).tenant;
  const [workspace, visitor] = await Promise.all([findWorkspace(slug), findVisitor()]);
  if (workspace.kind === 'signedOut' || visitor.kind === 'signedOut') {
    redirect(sitePaths.signIn((await headers()).get('x-address') ?? paths.inbox(slug)));
  }
  if (visitor.kind === 'unreachable') return <UnreachablePage requestId={visitor.requestId} />;
  if (workspace.kind === 'unreachable') return <UnreachablePage requestId={workspace.requestId} />;
  if (workspace.kind === 'unknown') notFound();
  return (
    <MeProvider me={visitor.me}>
      <Shell
        tenant={workspace.tenant}
        simulatorUrl={readSettings(process.env).simulatorUrl}
        banner={<HeldBanner />}
        startsCollapsed={(await cookies()).get(SIDEBAR_COOKIE)?.value === 'collapsed'}
      >
        <RememberWorkspace slug={slug} />
        {children}
      </Shell>
    </MeProvider>
  );
}
