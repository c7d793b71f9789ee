import type { ReactNode } from 'react';

type Props = { title: string; description?: ReactNode; action?: ReactNode; children: ReactNode };

/** What the pages of the operator have in common: a title, one sentence, and at most one thing to do. */
export function OperatorPage({ title, description, action, children }: Props) {
  return (
    <>
      <title>{`${title} · Operations`}</title>
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 md:flex-nowrap">
        <div className="min-w-0">
          <h1 className="text-xl leading-7 font-semibold tracking-tight wrap-anywhere">{title}</h1>
          {description ? (
            <div className="mt-1 max-w-[96ch] text-sm leading-6 text-pretty text-ink-muted">
              {description}
            </div>
          ) : null}
        </div>
        {action ? <div className="shrink-0">{action}</div> : null}
      </header>
      <div className="mt-6 flex flex-col gap-5 pb-10">{children}</div>
    </>
  );
}
