'use client';

import { ArrowBigUpDash, Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from 'react';
import { classNames } from './class-names';
import { controlStyle, Field } from './field';
import { type FieldRules, useFormField } from './form-context';

type Props = Omit<ComponentProps<'input'>, 'name' | 'id' | 'ref' | 'type'> &
  Omit<FieldRules, 'label'> & {
    name: string;
    label: string;
    /** Lets password managers offer the known one or make a new one. */
    autoComplete: 'current-password' | 'new-password';
    hint?: ReactNode;
    aside?: ReactNode;
  };

/** A password, which its owner may look at, with a word about Caps Lock. */
export function PasswordField({ name, label, hint, aside, whenMissing, check, className, ...props }: Props) {
  const field = useFormField(name, { label, whenMissing, check, hasHint: Boolean(hint) });
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Field field={field} label={label} hint={hint} aside={aside} className={className}>
      <span className="relative block">
        <input
          required
          dir="ltr"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...props}
          {...field.control}
          type={isShown ? 'text' : 'password'}
          onKeyDown={watchCapsLock}
          onKeyUp={watchCapsLock}
          onBlur={() => setCapsLock(false)}
          className={classNames(controlStyle, 'pe-11 rtl:pe-3 rtl:ps-11 rtl:text-end')}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={`Show ${label.toLowerCase()}`}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0 end-0 flex w-10 items-center justify-center rounded-lg text-ink-muted hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:w-11 [&_svg]:size-4"
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </button>
      </span>
      <span role="status" className="contents">
        {hasCapsLock ? (
          <span className="flex items-center gap-1.5 text-[13px] leading-5 text-warning">
            <ArrowBigUpDash aria-hidden="true" className="size-4" /> Caps Lock is on.
          </span>
        ) : null}
      </span>
    </Field>
  );
}
