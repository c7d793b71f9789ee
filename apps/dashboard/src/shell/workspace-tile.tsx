import type { CSSProperties } from 'react';
import { classNames } from '@/ui/class-names';
import { hueOf, initialOf } from '@/ui/initials';

/** The mark of a workspace: its initial on a colour that stays the same. Decoration beside its name. */
export function WorkspaceTile({ slug, name, className }: { slug: string; name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      style={{ '--hue': hueOf(slug) } as CSSProperties}
      className={classNames(
        'tile flex size-8 shrink-0 items-center justify-center rounded-[9px] text-sm font-bold select-none',
        className,
      )}
    >
      {initialOf(name)}
    </span>
  );
}
