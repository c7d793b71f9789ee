import { Button as BaseButton } from '@base-ui/react/button';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';

type Props = Omit<ComponentProps<'button'>, 'children' | 'ref' | 'title'> & {
  /** What the button does, in words: an icon alone says nothing to a screen reader. */
  'aria-label': string;
  icon: ReactNode;
  /** Shown on hover and focus; the label when left out. */
  hint?: ReactNode;
  hintSide?: 'top' | 'bottom' | 'inline-end' | 'inline-start';
};

export function IconButton({ icon, hint, hintSide = 'bottom', className, ...props }: Props) {
  return (
    <Tooltip content={hint ?? props['aria-label']} side={hintSide}>
      <BaseButton className={classNames(iconButtonStyle, className)} {...props}>
        {icon}
      </BaseButton>
    </Tooltip>
  );
}

export const iconButtonStyle =
  'inline-flex size-9 shrink-0 cursor-default items-center justify-center rounded-lg text-ink-muted transition-colors hover:bg-hover hover:text-ink pointer-coarse:size-11 [&_svg]:size-[18px]';
