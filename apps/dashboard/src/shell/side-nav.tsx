'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

export type SidePage = {
  name: string;
  href: string;
  icon: ReactNode;
  /** At the end of the line: a count. */
  aside?: ReactNode;
};

type Props = {
  label: string;
  pages: readonly SidePage[];
  /** Whether an address belongs to a page; the same address unless said otherwise. */
  isOn?: (pathname: string, href: string) => boolean;
};

/** The way between pages that belong together: beside them, or above them on a narrow screen. */
export function SideNav({ label, pages, isOn = (pathname, href) => pathname === href }: Props) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // On a narrow screen the list scrolls sideways; where one is should be in sight.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav aria-label={label} className="shrink-0 lg:sticky lg:top-10 lg:w-48 lg:self-start">
      <p className="hidden px-2.5 pb-3 text-xl leading-7 font-semibold tracking-tight lg:block">{label}</p>
      <ul
        ref={list}
        className="-mx-5 flex gap-1 overflow-x-auto px-5 pb-4 [scrollbar-width:none] md:-mx-8 md:px-8 lg:mx-0 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:px-0 lg:pb-0"
      >
        {pages.map(({ name, href, icon, aside }) => (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              aria-current={isOn(pathname, href) ? 'page' : undefined}
              className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium whitespace-nowrap text-ink-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink pointer-coarse:h-11 [&_svg]:size-4"
            >
              {icon}
              {name}
              {aside}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
