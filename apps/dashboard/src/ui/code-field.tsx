'use client';

import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { TextField } from './text-field';

type Props = {
  label?: string;
  hint?: ReactNode;
  autoFocus?: boolean;
  /** Whether a recovery code will do as well. */
  takesRecoveryCode?: boolean;
};

const SIX_DIGITS = /^\d{6}$/;
const RECOVERY_CODE = /^[\dA-Z-]{10,40}$/i;

/** The six digits of an authenticator app. Phones and password managers may fill it in. */
export function CodeField({
  label = 'Code',
  hint = 'The six digits that your authenticator app shows now.',
  autoFocus,
  takesRecoveryCode = false,
}: Props) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      dir="ltr"
      inputMode={takesRecoveryCode ? 'text' : 'numeric'}
      autoComplete="one-time-code"
      autoFocus={autoFocus}
      whenMissing="Enter the code."
      check={(value) => {
        const code = codeIn(value);
        if (SIX_DIGITS.test(code) || (takesRecoveryCode && RECOVERY_CODE.test(code))) return null;
        return 'The code has six digits.';
      }}
      controlClassName={classNames('font-mono rtl:text-end', !takesRecoveryCode && 'tracking-[0.3em]')}
    />
  );
}

/** A code as people type it, with the spaces that apps show, as the API wants it. */
export const codeIn = (typed: string | undefined): string => (typed ?? '').replace(/\s/g, '');
