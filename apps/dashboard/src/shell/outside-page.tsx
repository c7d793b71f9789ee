import type { ReactNode } from 'react';
import { Logo } from './logo';

type Props = {
  title: string;
  /** Under the title: what this page is for, in a sentence. */
  lead?: ReactNode;
  /** Below the card: other ways from here. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A page in front of the product: one task in a card. */
export function OutsidePage({ title, lead, footer, children }: Props) {
  return (
    <main className="calm-scroll flex h-dvh flex-col overflow-y-auto px-4 py-8 sm:px-6">
      <title>{`${title} · Parley`}</title>
      <div className="mx-auto flex w-full max-w-[26rem] flex-col gap-6 sm:pt-[max(0rem,calc(14dvh-3rem))]">
        <div className="flex items-center justify-center gap-2.5 text-[15px] font-semibold">
          <Logo className="size-7" /> Parley
        </div>
        <div className="rounded-2xl border border-line bg-surface p-6 shadow-sm sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
          {lead ? <div className="mt-1.5 text-sm leading-6 text-pretty text-ink-muted">{lead}</div> : null}
          {children ? <div className="mt-6">{children}</div> : null}
        </div>
        {footer ? (
          <div className="px-2 text-center text-[13px] leading-5 text-ink-muted">{footer}</div>
        ) : null}
      </div>
    </main>
  );
}
