'use client';

import { Activity, ArrowLeft, Inbox, ScrollText } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { isInSection } from '@/shell/navigation';
import { operatorPaths, sitePaths } from '@/shell/paths';
import { SideNav } from '@/shell/side-nav';
import { UserMenu } from '@/shell/user-menu';
import { buttonStyle } from '@/ui/button-style';
import { useMe } from '@/workspace/me-context';
import { OnlyOperators } from './only-operators';
import { StartedReplaysProvider } from './dead-letters/started-replays';
import { useInboundState } from './queues/inbound-state.queries';
import { shortCountOf } from './queues/queue-figures';

/** What the person who runs the installation looks at, outside of every workspace. */
export function OperatorFrame({ children }: { children: ReactNode }) {
  const me = useMe();
  if (!me.isOperator) return <OnlyOperators />;
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="fixed start-3 -top-14 z-50 rounded-lg bg-accent px-4 py-2.5 font-medium text-on-accent focus:top-3"
      >
        Skip to the content
      </a>
      <header className="shrink-0 border-b border-line bg-canvas">
        <div className="mx-auto flex h-14 max-w-7xl items-center justify-between gap-3 px-5 md:px-8">
          <Link href={sitePaths.front} className={buttonStyle({ look: 'quiet', className: '-ms-3.5' })}>
            <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
            {me.tenants.length > 0 ? 'Back to the workspace' : 'Front page'}
          </Link>
          <div className="flex">
            <UserMenu wideOnly="max-sm:hidden" narrowOnly="sm:hidden" />
          </div>
        </div>
      </header>
      <div
        data-scrolls
        className="calm-scroll min-h-0 flex-1 overflow-y-auto bg-thread [scrollbar-gutter:stable]"
      >
        <div className="mx-auto flex max-w-7xl flex-col gap-x-10 px-5 py-6 md:px-8 md:py-10 lg:flex-row">
          <Pages />
          <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
            <StartedReplaysProvider>{children}</StartedReplaysProvider>
          </main>
        </div>
      </div>
    </div>
  );
}

function Pages() {
  const { deadLettersWaiting: waiting = 0, atLeast = false } = useInboundState('now-and-then').data ?? {};
  return (
    <SideNav
      label="Operations"
      isOn={(pathname, href) =>
        href === operatorPaths.queues ? pathname === href : isInSection(pathname, href)
      }
      pages={[
        {
          name: 'Queues',
          href: operatorPaths.queues,
          icon: <Activity aria-hidden="true" className="max-sm:hidden" />,
        },
        {
          name: 'Webhook log',
          href: operatorPaths.webhooks,
          icon: <ScrollText aria-hidden="true" className="max-sm:hidden" />,
        },
        {
          name: 'Dead letters',
          href: operatorPaths.deadLetters,
          icon: <Inbox aria-hidden="true" className="max-sm:hidden" />,
          aside: waiting > 0 ? <Count>{shortCountOf(waiting, atLeast)}</Count> : null,
        },
      ]}
    />
  );
}

function Count({ children }: { children: string }) {
  return (
    <span className="relative ms-auto rounded-md bg-danger-soft px-1.5 text-xs leading-5 font-semibold text-danger tabular-nums">
      {children}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
