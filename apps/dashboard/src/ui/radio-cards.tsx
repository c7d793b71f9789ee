'use client';

import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';

type Option<T extends string> = {
  value: T;
  label: string;
  says: string;
  /** Why it cannot be chosen. */
  disabledReason?: string | null;
};

type Props<T extends string> = {
  label: string;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
};

/** A choice between a few things that each need a sentence. */
export function RadioCards<T extends string>({ label, options, value, onChange }: Props<T>) {
  const id = useId();
  return (
    <div>
      <p id={id} className="mb-1.5 text-sm leading-5 font-medium">
        {label}
      </p>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as T)}
        className="overflow-hidden rounded-xl border border-line-strong"
      >
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-default gap-3 border-line px-3.5 py-2.5 transition-colors not-first:border-t has-data-checked:bg-selected has-data-disabled:opacity-70 [&:not(:has([data-disabled])):not(:has([data-checked]))]:hover:bg-hover"
          >
            <Radio.Root
              value={option.value}
              disabled={Boolean(option.disabledReason)}
              aria-labelledby={`${id}-${option.value}`}
              aria-describedby={`${id}-${option.value}-says`}
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-control bg-surface data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-on-accent" />
            </Radio.Root>
            <span className="min-w-0">
              <span id={`${id}-${option.value}`} className="block text-sm leading-5 font-medium">
                {option.label}
              </span>
              <span
                id={`${id}-${option.value}-says`}
                className="block text-[13px] leading-5 text-pretty text-ink-muted"
              >
                {option.disabledReason ?? option.says}
              </span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}
