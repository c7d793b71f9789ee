import { cva } from 'class-variance-authority';

/** How a button looks; also for links that stand where a button would. */
export const buttonStyle = cva(
  'inline-flex shrink-0 cursor-default select-none items-center justify-center gap-2 rounded-lg text-sm font-medium transition-colors not-aria-busy:disabled:opacity-50 not-aria-busy:aria-disabled:opacity-50 pointer-coarse:min-h-11 [&_svg]:size-4',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent not-aria-disabled:hover:bg-accent-strong',
        outline: 'border border-line-strong bg-surface text-ink not-aria-disabled:hover:bg-hover',
        quiet: 'text-ink-muted not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-ink',
        danger: 'bg-danger text-on-danger not-aria-disabled:hover:bg-danger-strong',
        'danger-outline':
          'border border-line-strong bg-surface text-danger not-aria-disabled:hover:border-danger not-aria-disabled:hover:bg-danger-soft',
      },
      size: { regular: 'h-9 px-3.5', small: 'h-8 px-2.5 text-[13px]', large: 'h-10 px-4' },
    },
    defaultVariants: { look: 'outline', size: 'regular' },
  },
);
