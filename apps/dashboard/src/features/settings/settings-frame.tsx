'use client';

import { Building2, KeyRound, ListChecks, MoonStar, ScrollText, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths } from '@/shell/paths';
import { SideNav } from '@/shell/side-nav';
import { useWorkspace } from '@/shell/workspace-context';

/** The pages about the workspace itself, and the way between them. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { tenant } = useWorkspace();
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <div className="mx-auto flex max-w-6xl flex-col gap-x-10 px-5 py-6 md:px-8 md:py-10 lg:flex-row">
        <SideNav label="Settings" pages={pagesOf(tenant.slug)} />
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </div>
  );
}

const pagesOf = (tenant: string) => [
  { name: 'Workspace', href: paths.settings(tenant), icon: <Building2 aria-hidden="true" /> },
  { name: 'Sending', href: paths.sending(tenant), icon: <MoonStar aria-hidden="true" /> },
  { name: 'Members', href: paths.members(tenant), icon: <Users aria-hidden="true" /> },
  { name: 'Roles', href: paths.roles(tenant), icon: <ListChecks aria-hidden="true" /> },
  { name: 'API keys', href: paths.apiKeys(tenant), icon: <KeyRound aria-hidden="true" /> },
  { name: 'Audit trail', href: paths.audit(tenant), icon: <ScrollText aria-hidden="true" /> },
];
