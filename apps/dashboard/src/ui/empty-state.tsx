import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Props = { icon: ReactNode; title: string; children?: ReactNode; action?: ReactNode; className?: string };

/** A place with nothing in it: what it is, and what one can do about it. */
export function EmptyState({ icon, title, children, action, className }: Props) {
  return (
    <div className={classNames('flex flex-col items-center justify-center px-8 py-12 text-center', className)}>
      <span
        aria-hidden="true"
        className="mb-4 flex size-14 items-center justify-center rounded-2xl bg-accent-soft text-accent-ink [&_svg]:size-6"
      >
        {icon}
      </span>
      <p className="text-[15px] font-semibold text-ink">{title}</p>
      {children ? <div className="mt-1.5 max-w-[38ch] text-sm leading-6 text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
