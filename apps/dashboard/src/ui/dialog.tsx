'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ComponentType, createContext, Fragment, type ReactElement, type ReactNode, use } from 'react';
import { classNames } from './class-names';
import { iconButtonStyle } from './icon-button';

/**
 * What surrounds the content of every dialog. A dialog that is opened from within another has to be inside it in
 * React's tree as well, else Escape, focus and clicks concern the wrong one.
 */
export const DialogSurroundings = createContext<ComponentType<{ children: ReactNode }>>(Fragment);

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What this is about; read out when it opens. */
  description?: ReactNode;
  /** The button that opens it; focus returns to it. Left out when the dialog is opened by other means. */
  trigger?: ReactElement;
  /** For what must not be lost by a click beside it: something shown once. Escape and the cross still close it. */
  staysOnOutsideClick?: boolean;
  size?: 'regular' | 'wide';
  children: ReactNode;
};

/**
 * A task in front of the page. On a narrow screen it stands at the lower edge. The first field is focused by itself:
 * one with `autoFocus` takes the focus before the dialog has seen where it has to return to.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  trigger,
  staysOnOutsideClick = false,
  size = 'regular',
  children,
}: Props) {
  const Surroundings = use(DialogSurroundings);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} disablePointerDismissal={staysOnOutsideClick}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-black/60" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center overflow-hidden sm:items-center sm:p-6">
          <Base.Popup
            className={classNames(
              'calm-scroll relative max-h-[calc(100dvh-2rem)] w-full overflow-y-auto rounded-t-2xl border border-line bg-surface p-6 text-ink shadow-xl outline-none transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 sm:rounded-2xl',
              size === 'wide' ? 'sm:max-w-2xl' : 'sm:max-w-md',
            )}
          >
            <Base.Title className="pe-10 text-lg leading-7 font-semibold text-balance wrap-anywhere">
              {title}
            </Base.Title>
            {description ? (
              <Base.Description
                render={<div />}
                className="mt-1.5 text-sm leading-6 text-pretty text-ink-muted wrap-anywhere"
              >
                {description}
              </Base.Description>
            ) : null}
            <div className="mt-5">
              <Surroundings>{children}</Surroundings>
            </div>
            <Base.Close aria-label="Close" className={classNames(iconButtonStyle, 'absolute end-4 top-4')}>
              <X aria-hidden="true" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The last line of a dialog: what it is for, and the way out. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end [&>button]:max-sm:h-11">
      {children}
    </div>
  );
}
