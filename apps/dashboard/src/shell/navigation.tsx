import { Inbox, LayoutTemplate, Settings, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { paths, templatePaths } from './paths';

type Section = { name: string; href: string; icon: ReactNode };

/** The sections of the dashboard, in order. Only those that exist. */
export const sectionsOf = (tenant: string): Section[] => [
  { name: 'Inbox', href: paths.inbox(tenant), icon: <Inbox aria-hidden="true" /> },
  {
    name: 'Templates',
    href: templatePaths.list(tenant),
    icon: <LayoutTemplate aria-hidden="true" />,
  },
  { name: 'Channels', href: paths.channels(tenant), icon: <Smartphone aria-hidden="true" /> },
  { name: 'Settings', href: paths.settings(tenant), icon: <Settings aria-hidden="true" /> },
];

export const isInSection = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);
