'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlStyle, Field } from './field';
import { type FieldRules, useFormField } from './form-context';

type Props = Omit<ComponentProps<'input'>, 'name' | 'id' | 'ref'> &
  Omit<FieldRules, 'label'> & {
    name: string;
    label: string;
    hint?: ReactNode;
    aside?: ReactNode;
    /** Stands before the text inside the frame, and is no part of the value. */
    prefix?: string;
    controlClassName?: string;
  };

/** One line of text in a form. Not required means optional, and the label says so. */
export function TextField({
  name,
  label,
  hint,
  aside,
  prefix,
  whenMissing,
  check,
  required = true,
  className,
  controlClassName,
  ...props
}: Props) {
  const field = useFormField(name, { label, whenMissing, check, hasHint: Boolean(hint) });
  const isMachineText = ['email', 'url', 'tel'].includes(props.type ?? 'text');
  const input = (
    <input
      type="text"
      dir={isMachineText ? 'ltr' : 'auto'}
      required={required}
      className={classNames(
        controlStyle,
        isMachineText && 'rtl:text-end',
        prefix && prefixedStyle,
        controlClassName,
      )}
      {...(isMachineText && { autoCapitalize: 'none', spellCheck: false })}
      {...props}
      {...field.control}
    />
  );
  return (
    <Field field={field} label={label} hint={hint} aside={aside} isOptional={!required} className={className}>
      {prefix ? (
        <span dir="ltr" className="flex">
          <span
            aria-hidden="true"
            className="flex items-center rounded-s-lg border border-e-0 border-control bg-hover px-3 text-sm text-ink-muted"
          >
            {prefix}
          </span>
          {input}
        </span>
      ) : (
        input
      )}
    </Field>
  );
}

const prefixedStyle = 'rounded-s-none';
