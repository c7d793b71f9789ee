'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

type Side = 'top' | 'bottom' | 'inline-end' | 'inline-start';
type Props = { content: ReactNode; side?: Side; children: ReactElement };

/** A hint beside `children`. Never the only place where something is said: touch screens do not show it. */
export function Tooltip({ content, side = 'top', children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <TooltipPopup side={side}>{content}</TooltipPopup>
    </Base.Root>
  );
}

/** The drawn hint alone, for a tooltip that many triggers share. */
export function TooltipPopup({ side = 'top', children }: { side?: Side; children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
        <Base.Popup className="rounded-md bg-tooltip px-2.5 py-1.5 text-xs text-on-tooltip shadow-lg transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

export const TooltipProvider = Base.Provider;
