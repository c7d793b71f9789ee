import Link from 'next/link';
import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export const textLinkStyle =
  'rounded-sm font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-[3px] hover:decoration-accent-ink';

/** A link within text. Underlined: colour alone does not make one. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link className={classNames(textLinkStyle, className)} {...props} />;
}
