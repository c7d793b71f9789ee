'use client';

import type { ReactNode } from 'react';
import { useWorkspace } from '@/shell/workspace-context';

type Props = { title: string; description: ReactNode; action?: ReactNode; children: ReactNode };

/** What the pages of the settings have in common: a title, one sentence, and at most one thing to do. */
export function SettingsPage({ title, description, action, children }: Props) {
  const { tenant } = useWorkspace();
  return (
    <>
      <title>{`${title} · ${tenant.name}`}</title>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl leading-7 font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 max-w-[64ch] text-sm leading-6 text-pretty text-ink-muted">{description}</p>
        </div>
        {action}
      </header>
      <div className="mt-6 flex flex-col gap-6 pb-10">{children}</div>
    </>
  );
}
