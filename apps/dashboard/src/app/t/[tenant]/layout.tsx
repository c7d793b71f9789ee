import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { readSettings } from '@/gateway/settings';
import { ClosedWorkspace } from '@/shell/closed-workspace';
import { Shell } from '@/shell/shell';
import { SIDEBAR_COOKIE } from '@/shell/sidebar-cookie';
import { findWorkspace } from '@/workspace/find-workspace';

type Props = { params: Promise<{ tenant: string }>; children: ReactNode };

export default async function TenantLayout({ params, children }: Props) {
  const { tenant: slug } = await params;
  const workspace = await findWorkspace();
  if (workspace.kind !== 'open') return <ClosedWorkspace workspace={workspace} />;
  if (workspace.tenant.slug !== slug) notFound();
  return (
    <Shell
      tenant={workspace.tenant}
      simulatorUrl={readSettings(process.env).simulatorUrl}
      startsCollapsed={(await cookies()).get(SIDEBAR_COOKIE)?.value === 'collapsed'}
    >
      {children}
    </Shell>
  );
}
