'use client';

import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { useId } from 'react';
import { Field } from './field';
import { useFormField } from './form-context';

export type CheckboxOption<T extends string> = {
  value: T;
  label: string;
  /** A machine's name for it, beside the label. */
  aside?: string;
  /** Why it cannot be chosen. */
  disabledReason?: string | null;
};

type Props<T extends string> = {
  name: string;
  label: string;
  hint?: string;
  options: readonly CheckboxOption<T>[];
  value: readonly T[];
  onChange: (value: T[]) => void;
  /** What is wrong with the choice, or null. */
  check: (value: readonly T[]) => string | null;
};

/** Several of a list, in a form. */
export function CheckboxList<T extends string>(props: Props<T>) {
  const { name, label, hint, options, value, onChange, check } = props;
  const field = useFormField(name, { label, hasHint: Boolean(hint), check: () => check(value) });
  const id = useId();
  const toggle = (option: T, isOn: boolean) => {
    field.clearFault();
    onChange(options.map((one) => one.value).filter((one) => (one === option ? isOn : value.includes(one))));
  };
  const { id: controlId, ...described } = field.control;
  return (
    <Field field={field} label={label} hint={hint}>
      <div
        role="group"
        id={controlId}
        tabIndex={-1}
        aria-labelledby={field.ids.label}
        aria-describedby={described['aria-describedby']}
        data-invalid={described['aria-invalid']}
        className="overflow-hidden rounded-xl border border-line-strong outline-none data-invalid:border-danger"
      >
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-default items-start gap-3 border-line px-3.5 py-2.5 transition-colors not-first:border-t hover:not-has-data-disabled:bg-hover has-data-disabled:text-ink-muted"
          >
            <Checkbox.Root
              name={name}
              value={option.value}
              checked={value.includes(option.value)}
              onCheckedChange={(isOn) => toggle(option.value, isOn)}
              disabled={Boolean(option.disabledReason)}
              aria-labelledby={`${id}-${option.value}`}
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-[5px] border border-control bg-surface data-checked:border-accent data-checked:bg-accent data-disabled:bg-hover"
            >
              <Checkbox.Indicator className="text-on-accent">
                <Check aria-hidden="true" strokeWidth={3} className="size-3" />
              </Checkbox.Indicator>
            </Checkbox.Root>
            <span id={`${id}-${option.value}`} className="min-w-0 flex-1 text-[13px] leading-5">
              {option.label}
              {option.disabledReason ? (
                <span className="block text-xs text-ink-muted">{option.disabledReason}</span>
              ) : null}
            </span>
            {option.aside ? (
              <code dir="ltr" className="hidden shrink-0 text-xs leading-5 text-ink-muted sm:block">
                {option.aside}
              </code>
            ) : null}
          </label>
        ))}
      </div>
    </Field>
  );
}
