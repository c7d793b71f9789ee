'use client';

import { Checkbox as Base } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';

type Props = {
  checked: boolean;
  /** Some, but not all, of what it stands for. */
  indeterminate?: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  'aria-label': string;
};

/** A choice of its own, outside of a form: a row among others. */
export function Checkbox({ indeterminate = false, disabled = false, ...props }: Props) {
  return (
    // The frame around the box is what a finger may hit.
    <Base.Root
      {...props}
      indeterminate={indeterminate}
      disabled={disabled}
      className="group/checkbox flex size-8 shrink-0 items-center justify-center rounded-lg pointer-coarse:size-11"
    >
      <span className="flex size-4.5 items-center justify-center rounded-[5px] border border-control bg-surface group-data-checked/checkbox:border-accent group-data-checked/checkbox:bg-accent group-data-disabled/checkbox:bg-hover group-data-indeterminate/checkbox:border-accent group-data-indeterminate/checkbox:bg-accent">
        <Base.Indicator className="text-on-accent">
          {indeterminate ? (
            <Minus aria-hidden="true" strokeWidth={3} className="size-3" />
          ) : (
            <Check aria-hidden="true" strokeWidth={3} className="size-3" />
          )}
        </Base.Indicator>
      </span>
    </Base.Root>
  );
}
