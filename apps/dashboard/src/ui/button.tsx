'use client';

import { Button as BaseButton } from '@base-ui/react/button';
import type { VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
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
      className={classNames(buttonStyle({ look, size }), isPending !== undefined && 'px-8', className)}
    >
      {isPending === undefined ? children : <WithSpinner isSpinning={isPending}>{children}</WithSpinner>}
      {disabledReason ? (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      ) : null}
    </BaseButton>
  );
  return disabledReason ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}

/** The spinner hangs beside the words, in the room that the padding keeps for it. */
function WithSpinner({ isSpinning, children }: { isSpinning: boolean; children: ReactNode }) {
  return (
    <span className="relative inline-flex items-center gap-2">
      {isSpinning ? (
        <span aria-hidden="true" className="absolute inset-y-0 end-full me-1.5 flex items-center">
          <LoaderCircle className="animate-spin" />
        </span>
      ) : null}
      {children}
    </span>
  );
}
