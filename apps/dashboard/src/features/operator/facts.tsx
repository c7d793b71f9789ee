import type { ReactNode } from 'react';

/** What is known about one thing, by name. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-10 gap-y-3 sm:grid-cols-2">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-[13px] leading-5 text-ink-muted">{name}</dt>
      <dd className="text-sm leading-6 wrap-anywhere">{children}</dd>
    </div>
  );
}
