'use client';

import { Building2, KeyRound, ListChecks, ScrollText, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { paths } from '@/shell/paths';
import { useWorkspace } from '@/shell/workspace-context';

/** The pages about the workspace itself, and the way between them. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const { tenant } = useWorkspace();
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // On a narrow screen the list scrolls sideways; where one is should be in sight.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <div data-scrolls className="calm-scroll h-full overflow-y-auto bg-thread [scrollbar-gutter:stable]">
      <div className="mx-auto flex max-w-6xl flex-col gap-x-10 px-5 py-6 md:px-8 md:py-10 lg:flex-row">
        <nav aria-label="Settings" className="shrink-0 lg:sticky lg:top-10 lg:w-48 lg:self-start">
          <p className="hidden px-2.5 pb-3 text-xl leading-7 font-semibold tracking-tight lg:block">
            Settings
          </p>
          <ul
            ref={list}
            className="-mx-5 flex gap-1 overflow-x-auto px-5 pb-4 [scrollbar-width:none] md:-mx-8 md:px-8 lg:mx-0 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:px-0 lg:pb-0"
          >
            {pagesOf(tenant.slug).map(({ name, href, icon }) => (
              <li key={href} className="shrink-0">
                <Link
                  href={href}
                  aria-current={pathname === href ? 'page' : undefined}
                  className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium whitespace-nowrap text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink pointer-coarse:h-11 [&_svg]:size-4"
                >
                  {icon}
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="min-w-0 flex-1">{children}</div>
      </div>
    </div>
  );
}

const pagesOf = (tenant: string) => [
  { name: 'Workspace', href: paths.settings(tenant), icon: <Building2 aria-hidden="true" /> },
  { name: 'Members', href: paths.members(tenant), icon: <Users aria-hidden="true" /> },
  { name: 'Roles', href: paths.roles(tenant), icon: <ListChecks aria-hidden="true" /> },
  { name: 'API keys', href: paths.apiKeys(tenant), icon: <KeyRound aria-hidden="true" /> },
  { name: 'Audit trail', href: paths.audit(tenant), icon: <ScrollText aria-hidden="true" /> },
];
