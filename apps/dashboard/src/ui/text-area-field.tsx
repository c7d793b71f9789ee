'use client';

import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { controlStyle, Field } from './field';
import { type FieldRules, useFormField } from './form-context';

type Props = Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'ref'> &
  Omit<FieldRules, 'label'> & { name: string; label: string; hint?: ReactNode; aside?: ReactNode };

/** Several lines of text in a form. Not required means optional, and the label says so. */
export function TextAreaField({
  name,
  label,
  hint,
  aside,
  whenMissing,
  check,
  required = true,
  className,
  ...props
}: Props) {
  const field = useFormField(name, { label, whenMissing, check, hasHint: Boolean(hint) });
  return (
    <Field field={field} label={label} hint={hint} aside={aside} isOptional={!required}>
      <textarea
        required={required}
        dir="auto"
        rows={4}
        {...props}
        {...field.control}
        className={classNames(
          controlStyle,
          'h-auto min-h-20 resize-y py-2 leading-6 pointer-coarse:h-auto',
          className,
        )}
      />
    </Field>
  );
}
