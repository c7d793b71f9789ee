'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { popupItemStyle, popupStyle } from './popup';

export type SearchOption = {
  value: string;
  label: string;
  /** At the end of the line, smaller: a code, an offset. */
  aside?: string;
  /** What else a search may find it by. */
  terms?: string;
};

type Props = {
  label: string;
  hint?: ReactNode;
  options: readonly SearchOption[];
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean;
  nothingFound: string;
};

/** A field of which one of many values is chosen by typing a part of it. */
export function SearchSelect({ label, hint, options, value, onChange, disabled, nothingFound }: Props) {
  const id = useId();
  const chosen = options.find((option) => option.value === value) ?? { value, label: value };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm leading-5 font-medium text-ink">
        {label}
      </label>
      <Base.Root
        items={options}
        value={chosen}
        onValueChange={(next) => next && onChange(next.value)}
        itemToStringLabel={(option: SearchOption) => option.label}
        isItemEqualToValue={(one: SearchOption, other: SearchOption) => one.value === other.value}
        filter={(option: SearchOption, query) => finds(option, query)}
        disabled={disabled ?? false}
        autoHighlight
        limit={60}
      >
        <Base.InputGroup className="relative">
          <Base.Input
            id={id}
            // While the list is open the label is hidden from screen readers with the rest of the page.
            aria-label={label}
            aria-describedby={hint ? `${id}-hint` : undefined}
            onFocus={(event) => event.currentTarget.select()}
            className="h-10 w-full rounded-lg border border-control bg-surface ps-3 pe-9 text-sm transition-colors hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0 disabled:bg-hover disabled:text-ink-muted pointer-coarse:h-11 pointer-coarse:text-base"
          />
          <Base.Trigger
            aria-label={`Show all: ${label}`}
            className="absolute inset-y-0 end-0 flex w-9 items-center justify-center text-ink-faint"
          >
            <ChevronsUpDown aria-hidden="true" className="size-4" />
          </Base.Trigger>
        </Base.InputGroup>
        <Base.Portal>
          <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50 outline-none">
            <Base.Popup className={classNames(popupStyle, 'w-(--anchor-width) min-w-64')}>
              <Base.Empty>
                <p className="px-2.5 py-2 text-ink-muted">{nothingFound}</p>
              </Base.Empty>
              <Base.List className="calm-scroll max-h-[min(19rem,var(--available-height))] overflow-y-auto outline-none">
                {(option: SearchOption) => (
                  <Base.Item key={option.value} value={option} className={popupItemStyle}>
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.aside ? (
                      <span className="shrink-0 text-xs text-ink-muted tabular-nums">{option.aside}</span>
                    ) : null}
                    <span className="w-4 text-accent-ink">
                      <Base.ItemIndicator>
                        <Check aria-hidden="true" />
                      </Base.ItemIndicator>
                    </span>
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
      {hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-[13px] leading-5 text-ink-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** Every word of the query, anywhere. */
function finds({ value, label, aside = '', terms = '' }: SearchOption, query: string): boolean {
  const text = `${value} ${label} ${aside} ${terms}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
