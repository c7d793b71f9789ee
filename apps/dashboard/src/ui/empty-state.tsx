import type { ReactNode } from 'react';
import { classNames } from './class-names';

type Props = {
  icon: ReactNode;
  title: string;
  /** `quiet` for what is merely absent or wrong, `inviting` for a place that waits to be filled. */
  tone?: 'inviting' | 'quiet';
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A place with nothing in it: what it is, and what one can do about it. */
export function EmptyState({ icon, title, tone = 'inviting', children, action, className }: Props) {
  return (
    <div
      className={classNames('flex flex-col items-center justify-center px-6 py-12 text-center', className)}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'mb-4 flex size-14 items-center justify-center rounded-2xl [&_svg]:size-6',
          tone === 'quiet' ? 'bg-hover text-ink-muted' : 'bg-accent-soft text-accent-ink',
        )}
      >
        {icon}
      </span>
      <p className="text-[15px] font-semibold text-balance text-ink">{title}</p>
      {children ? (
        <div className="mt-1.5 max-w-[44ch] text-sm leading-6 text-pretty text-ink-muted">{children}</div>
      ) : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
