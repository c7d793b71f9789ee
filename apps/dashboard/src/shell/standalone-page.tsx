import type { ReactNode } from 'react';
import { Logo } from './logo';

type Props = { icon: ReactNode; title: string; children: ReactNode; action?: ReactNode };

/** A page outside the shell: one message, and at most one thing to do. */
export function StandalonePage({ icon, title, children, action }: Props) {
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-8 overflow-y-auto px-6 py-10">
      <title>{`${title} · Parley`}</title>
      <div className="flex items-center gap-2.5 text-[15px] font-semibold">
        <Logo className="size-7" /> Parley
      </div>
      <div className="w-full max-w-md rounded-2xl border border-line bg-surface p-8 text-center shadow-sm">
        <span
          aria-hidden="true"
          className="mx-auto mb-4 flex size-12 items-center justify-center rounded-xl bg-accent-soft text-accent-ink [&_svg]:size-6"
        >
          {icon}
        </span>
        <h1 className="text-lg font-semibold text-balance">{title}</h1>
        <div className="mt-2 text-sm leading-6 text-ink-muted">{children}</div>
        {action ? <div className="mt-6 flex justify-center">{action}</div> : null}
      </div>
    </main>
  );
}
