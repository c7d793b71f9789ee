'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import type { VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { buttonStyle } from './button-style';
import { classNames } from './class-names';
import { Tooltip } from './tooltip';

type Props = Omit<ComponentProps<'button'>, 'ref'> &
  VariantProps<typeof buttonStyle> & {
    /** Whether its call runs. Given at all, the button keeps room for the spinner, so that its width never changes. */
    isPending?: boolean;
    /** Why it cannot be used now, as a sentence. The button then stays where it is, can be focused, and says so. */
    disabledReason?: string | null | undefined;
  };

export function Button({ look, size, isPending, disabledReason, className, children, ...props }: Props) {
  const reasonId = useId();
  const isUnusable = Boolean(disabledReason) || Boolean(isPending) || Boolean(props.disabled);
  const button = (
    <BaseButton
      {...props}
      disabled={isUnusable}
      focusableWhenDisabled={Boolean(disabledReason) || isPending !== undefined}
      aria-busy={isPending || undefined}
      aria-describedby={disabledReason ? reasonId : props['aria-describedby']}
      className={classNames(
        buttonStyle({ look, size }),
        isPending !== undefined && 'relative px-8',
        className,
      )}
    >
      {isPending ? <LoaderCircle aria-hidden="true" className="absolute start-2.5 animate-spin" /> : null}
      {children}
      {disabledReason ? (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      ) : null}
    </BaseButton>
  );
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}
