import { Button as BaseButton } from '@base-ui/react/button';
import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export const buttonStyle = cva(
  'inline-flex shrink-0 cursor-default select-none items-center justify-center gap-2 rounded-lg text-sm font-medium transition-colors disabled:opacity-50 [&_svg]:size-4',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        outline: 'border border-line-strong bg-surface text-ink hover:bg-hover',
        quiet: 'text-ink-muted hover:bg-hover hover:text-ink',
      },
      size: { regular: 'h-9 px-3.5', small: 'h-8 px-2.5 text-[13px]' },
    },
    defaultVariants: { look: 'outline', size: 'regular' },
  },
);

type Props = Omit<ComponentProps<'button'>, 'ref'> & VariantProps<typeof buttonStyle>;

export function Button({ look, size, className, ...props }: Props) {
  return <BaseButton className={classNames(buttonStyle({ look, size }), className)} {...props} />;
}
