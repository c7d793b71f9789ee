import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { icon: LucideIcon; title: ReactNode; children?: ReactNode };

/** A thing in a message: what it is, and beneath it what is to be known of it. */
export function Card({ icon: Icon, title, children }: Props) {
  return (
    <div className="my-1 flex min-w-48 gap-2.5 rounded-lg bg-ink/6 p-2.5">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-md bg-ink/8 text-ink-muted">
        <Icon aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1 self-center">
        <p className="text-sm leading-5 font-medium break-words">{title}</p>
        {children}
      </div>
    </div>
  );
}

export function CardLine({ children }: { children: ReactNode }) {
  return <p className="text-[13px] leading-5 break-words text-bubble-meta">{children}</p>;
}
