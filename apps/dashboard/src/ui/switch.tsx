'use client';

import { Switch as Base } from '@base-ui/react/switch';

type Props = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  'aria-labelledby': string;
  'aria-describedby'?: string;
};

export function Switch(props: Props) {
  return (
    <Base.Root
      {...props}
      className="relative flex h-6 w-10 shrink-0 cursor-default items-center rounded-full bg-switch p-0.5 transition-colors duration-150 data-checked:bg-accent"
    >
      <Base.Thumb className="size-5 rounded-full bg-white shadow-sm transition-transform duration-150 data-checked:translate-x-4 rtl:data-checked:-translate-x-4" />
    </Base.Root>
  );
}
