import { UserRound } from 'lucide-react';
import type { CSSProperties } from 'react';
import { classNames } from './class-names';
import { hueOf, initialsOf } from './initials';

/** Decoration beside a name that is written out: hidden from screen readers. */
export function Avatar({ id, name, className }: { id: string; name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      style={{ '--hue': hueOf(id) } as CSSProperties}
      className={classNames(
        'avatar flex size-11 shrink-0 select-none items-center justify-center rounded-full text-[15px] font-semibold',
        className,
      )}
    >
      {initialsOf(name) ?? <UserRound className="size-5" />}
    </span>
  );
}
