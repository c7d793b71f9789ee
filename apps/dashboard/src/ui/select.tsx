'use client';

import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { useId } from 'react';
import { classNames } from './class-names';
import { popupItemStyle, popupStyle } from './popup';

export type Option<T extends string> = { value: T; label: string; says?: string };

type Props<T extends string> = {
  label: string;
  /** The label is read out, not shown. */
  hidesLabel?: boolean;
  hint?: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  disabled?: boolean;
  className?: string;
};

/** A field of which one of a few values is chosen. */
export function Select<T extends string>(props: Props<T>) {
  const { label, hidesLabel = false, hint, options, value, onChange, disabled = false, className } = props;
  const hintId = useId();
  return (
    <div className={className}>
      <Base.Root
        items={options}
        value={value}
        onValueChange={(next) => next !== null && onChange(next)}
        disabled={disabled}
      >
        <Base.Label
          className={hidesLabel ? 'sr-only' : 'mb-1.5 block text-sm leading-5 font-medium text-ink'}
        >
          {label}
        </Base.Label>
        <Base.Trigger
          aria-describedby={hint ? hintId : undefined}
          className={classNames(selectTriggerStyle, 'w-full')}
        >
          <Base.Value className="min-w-0 flex-1 truncate text-start" />
          <Base.Icon className="text-ink-faint">
            <ChevronsUpDown aria-hidden="true" className="size-4" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner
            sideOffset={6}
            alignItemWithTrigger={false}
            collisionPadding={8}
            className="z-50 outline-none"
          >
            <Base.Popup className={classNames(popupStyle, 'min-w-(--anchor-width)')}>
              <Base.List className="calm-scroll max-h-[min(20rem,var(--available-height))] overflow-y-auto">
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} className={popupItemStyle}>
                    <span className="min-w-0 flex-1">
                      <Base.ItemText>{option.label}</Base.ItemText>
                      {option.says ? (
                        <span className="block max-w-[40ch] text-xs leading-4 text-ink-muted">
                          {option.says}
                        </span>
                      ) : null}
                    </span>
                    <span className="w-4 text-accent-ink">
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" />
                      </Base.ItemIndicator>
                    </span>
                  </Base.Item>
                ))}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {hint ? (
        <p id={hintId} className="mt-1.5 text-[13px] leading-5 text-ink-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const selectTriggerStyle =
  'flex h-10 cursor-default items-center gap-2 rounded-lg border border-control bg-surface ps-3 pe-2 text-sm transition-colors hover:not-data-disabled:border-ink-faint data-disabled:opacity-60 pointer-coarse:h-11';
