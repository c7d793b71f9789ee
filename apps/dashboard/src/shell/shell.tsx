'use client';

import type { Tenant } from '@parley/api-client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LiveUpdates } from '@/realtime/live-updates';
import { ConnectionPill } from './connection-pill';
import { conversationInPath } from './paths';
import { Sidebar } from './sidebar';
import { TabBar } from './tab-bar';
import { WorkspaceContext } from './workspace-context';

type Props = {
  tenant: Tenant;
  simulatorUrl: string | null;
  startsCollapsed: boolean;
  /** Above every page, for what cannot wait until somebody comes by. */
  banner: ReactNode;
  children: ReactNode;
};

/** What stays while pages change: the sidebar, or below 768 px the tab bar, and the live connection. */
export function Shell({ tenant, simulatorUrl, startsCollapsed, banner, children }: Props) {
  const isReading = conversationInPath(usePathname()) !== null;
  return (
    <WorkspaceContext value={{ tenant, simulatorUrl }}>
      <LiveUpdates tenant={tenant.slug}>
        <a
          href="#main"
          className="fixed start-3 -top-14 z-50 rounded-lg bg-accent px-4 py-2.5 font-medium text-on-accent focus:top-3"
        >
          Skip to the content
        </a>
        <div className="flex h-dvh flex-col md:flex-row">
          <Sidebar startsCollapsed={startsCollapsed} />
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            {banner}
            <main id="main" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 outline-none">
              {children}
              <ConnectionPill />
            </main>
          </div>
          {isReading ? null : <TabBar />}
        </div>
      </LiveUpdates>
    </WorkspaceContext>
  );
}
