import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import type { FormField } from './form-context';

type Props = {
  field: FormField;
  label: ReactNode;
  /** What helps to fill it in, said before anything is wrong. */
  hint?: ReactNode;
  isOptional?: boolean;
  /** At the far end of the label's line: a link, a counter. */
  aside?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
};

/** A label, a control, and what is to be said about it. */
export function Field({ field, label, hint, isOptional, aside, className, children }: Props) {
  const { ids, fault } = field;
  return (
    <div className={classNames('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm leading-5">
        <label id={ids.label} htmlFor={ids.control} className="min-w-0 font-medium text-ink wrap-anywhere">
          {label}
          {isOptional ? <span className="font-normal text-ink-faint"> (optional)</span> : null}
        </label>
        {aside}
      </div>
      {children}
      {fault ? (
        <p id={ids.fault} className="flex gap-1.5 text-[13px] leading-5 text-danger">
          <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{fault}</span>
        </p>
      ) : null}
      {hint ? (
        <div id={ids.hint} className="text-[13px] leading-5 text-pretty text-ink-muted">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

/** How a control that text is typed into looks. 16 px on touch screens: below that, phones zoom in. */
export const controlStyle =
  'h-10 w-full min-w-0 rounded-lg border border-control bg-surface px-3 text-sm text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:outline-danger read-only:bg-hover pointer-coarse:h-11 pointer-coarse:text-base';
