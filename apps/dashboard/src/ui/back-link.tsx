'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEscape } from './use-list-keyboard';
import { buttonStyle } from './button-style';

/** The way back to the list, also by Escape. */
export function BackLink({ href, children }: { href: string; children: string }) {
  const router = useRouter();
  useEscape(() => router.push(href));
  return (
    <Link href={href} className={buttonStyle({ look: 'quiet', size: 'small', className: '-ms-2.5 mb-2' })}>
      <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
      {children}
    </Link>
  );
}
