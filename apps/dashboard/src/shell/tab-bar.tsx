'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isInSection, sectionsOf } from './navigation';
import { MoreMenu } from './more-menu';
import { useWorkspace } from './workspace-context';

/** The sections on a narrow screen, within reach of a thumb. */
export function TabBar() {
  const { tenant } = useWorkspace();
  const pathname = usePathname();
  return (
    <nav
      aria-label="Sections"
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {sectionsOf(tenant.slug).map(({ name, href, icon }) => (
        <Link
          key={name}
          href={href}
          aria-current={isInSection(pathname, href) ? 'page' : undefined}
          className={tabStyle}
        >
          {icon}
          {name}
        </Link>
      ))}
      <MoreMenu className={tabStyle} />
    </nav>
  );
}

const tabStyle =
  'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-muted -outline-offset-2 aria-[current=page]:text-accent-ink [&_svg]:size-5';
