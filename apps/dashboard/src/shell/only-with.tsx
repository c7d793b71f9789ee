'use client';

import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/ui/empty-state';
import { type Permission, permissionWords } from './permission-words';
import { useMay } from './use-may';

type Props = { permission: Permission; what: string; children: ReactNode };

/** A page, or the reason why this visitor does not get it. */
export function OnlyWith({ permission, what, children }: Props) {
  if (useMay(permission)) return children;
  return (
    <EmptyState
      icon={<Lock />}
      title={`You may not see ${what}`}
      tone="quiet"
      className="rounded-2xl border border-dashed border-line-strong"
    >
      {permissionWords[permission]}. Ask one of them if you need it.
    </EmptyState>
  );
}
