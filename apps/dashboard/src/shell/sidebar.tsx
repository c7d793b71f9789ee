'use client';

import { MessageCircleMore, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { classNames } from '@/ui/class-names';
import { IconButton } from '@/ui/icon-button';
import { Tooltip } from '@/ui/tooltip';
import { isInSection, sectionsOf } from './navigation';
import { rememberSidebar } from './sidebar-cookie';
import { UserMenu } from './user-menu';
import { useWorkspace } from './workspace-context';
import { WorkspaceSwitcher } from './workspace-switcher';

export function Sidebar({ startsCollapsed }: { startsCollapsed: boolean }) {
  const { tenant, simulatorUrl } = useWorkspace();
  const pathname = usePathname();
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);

  const toggle = () => {
    setCollapsed(!isCollapsed);
    rememberSidebar(!isCollapsed);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.code !== 'KeyB') return;
    event.preventDefault();
    toggle();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);

  return (
    <aside
      aria-label="Workspace"
      data-collapsed={isCollapsed}
      className="group/sidebar hidden w-60 shrink-0 flex-col border-e border-line bg-canvas p-3 data-[collapsed=true]:w-[61px] max-lg:w-[61px] md:flex"
    >
      <WorkspaceSwitcher wideOnly={wideOnly} narrowOnly={narrowOnly} />

      <nav aria-label="Sections" className="mt-4">
        <ul className="flex flex-col gap-0.5">
          {sectionsOf(tenant.slug).map(({ name, href, icon }) => (
            <li key={name}>
              <Hinted name={name} isHinted={isCollapsed}>
                <Link
                  href={href}
                  aria-current={isInSection(pathname, href) ? 'page' : undefined}
                  className={itemStyle}
                >
                  {icon}
                  <span className={wideOnly}>{name}</span>
                  <span className={classNames(narrowOnly, 'sr-only')}>{name}</span>
                </Link>
              </Hinted>
            </li>
          ))}
        </ul>
      </nav>

      <div className="mt-auto flex flex-col gap-0.5">
        {simulatorUrl ? (
          <a href={simulatorUrl} target="_blank" rel="noopener" className={itemStyle}>
            <MessageCircleMore aria-hidden="true" />
            <span className={wideOnly}>Simulated phone</span>
            <span className={classNames(narrowOnly, 'sr-only')}>Simulated phone</span>
            <span className="sr-only">, opens in a new tab</span>
          </a>
        ) : null}
        <div className="mt-2 flex items-center gap-1 border-t border-line pt-2 group-data-[collapsed=true]/sidebar:flex-col-reverse group-data-[collapsed=true]/sidebar:items-stretch">
          <UserMenu wideOnly={wideOnly} narrowOnly={narrowOnly} />
          <IconButton
            aria-label={isCollapsed ? 'Expand the sidebar' : 'Collapse the sidebar'}
            aria-expanded={!isCollapsed}
            hint={
              <>
                {isCollapsed ? 'Expand' : 'Collapse'} <kbd className="ms-1 font-sans opacity-70">Ctrl B</kbd>
              </>
            }
            hintSide="inline-end"
            icon={
              isCollapsed ? (
                <PanelLeftOpen className="rtl:-scale-x-100" />
              ) : (
                <PanelLeftClose className="rtl:-scale-x-100" />
              )
            }
            onClick={toggle}
            className="max-lg:hidden"
          />
        </div>
      </div>
    </aside>
  );
}

const itemStyle =
  'flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-start text-sm font-medium text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink [&_svg]:size-[18px] [&_svg]:shrink-0';
const wideOnly = 'truncate max-lg:hidden group-data-[collapsed=true]/sidebar:hidden';
const narrowOnly = 'lg:group-data-[collapsed=false]/sidebar:hidden';

function Hinted({
  name,
  isHinted,
  children,
}: {
  name: string;
  isHinted: boolean;
  children: React.ReactElement;
}): ReactNode {
  return isHinted ? (
    <Tooltip content={name} side="inline-end">
      {children}
    </Tooltip>
  ) : (
    children
  );
}
