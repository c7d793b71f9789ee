'use client';

import { Switch as Base } from '@base-ui/react/switch';
import { useId } from 'react';
import { Tooltip } from './tooltip';

type Props = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  'aria-labelledby': string;
  'aria-describedby'?: string;
  /** Why it cannot be changed now, as a sentence. It can still be focused, and says so. */
  disabledReason?: string | null | undefined;
};

export function Switch({ disabledReason, ...props }: Props) {
  const reasonId = useId();
  const describedBy = [props['aria-describedby'], disabledReason && reasonId].filter(Boolean).join(' ');
  const control = (
    <Base.Root
      {...props}
      readOnly={Boolean(disabledReason)}
      aria-disabled={disabledReason ? true : undefined}
      aria-describedby={describedBy || undefined}
      className="relative flex h-6 w-10 shrink-0 cursor-default items-center rounded-full bg-switch p-0.5 transition-colors duration-150 aria-disabled:opacity-50 data-checked:bg-accent"
    >
      <Base.Thumb className="size-5 rounded-full bg-white shadow-sm transition-transform duration-150 data-checked:translate-x-4 rtl:data-checked:-translate-x-4" />
      {disabledReason ? (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      ) : null}
    </Base.Root>
  );
  return disabledReason ? <Tooltip content={disabledReason}>{control}</Tooltip> : control;
}
