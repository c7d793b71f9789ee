import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';

type Props = {
  title?: string;
  description?: ReactNode;
  action?: ReactNode;
  tone?: 'plain' | 'danger';
  className?: string;
  children: ReactNode;
};

/** A framed part of a page, with a heading of its own. */
export function Panel({ title, description, action, tone = 'plain', className, children }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className={classNames(
        'rounded-2xl border bg-surface shadow-sm',
        tone === 'danger' ? 'border-danger/40' : 'border-line',
      )}
    >
      {title ? (
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-5 pt-4.5">
          <div className="min-w-0 flex-1 basis-40">
            <h2 id={id} className="text-[15px] font-semibold">
              {title}
            </h2>
            {description ? (
              <p className="mt-0.5 max-w-[64ch] text-[13px] leading-5 text-ink-muted">{description}</p>
            ) : null}
          </div>
          {action}
        </header>
      ) : null}
      <div className={classNames('p-5', className)}>{children}</div>
    </section>
  );
}
