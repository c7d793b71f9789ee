'use client';

import type { ReactNode } from 'react';
import { TextField } from './text-field';

type Props = { label?: string; hint?: ReactNode; autoFocus?: boolean };

/** The six digits of an authenticator app. Phones and password managers may fill it in. */
export function CodeField({
  label = 'Code',
  hint = 'The six digits that your authenticator app shows now.',
  autoFocus,
}: Props) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      dir="ltr"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus={autoFocus}
      whenMissing="Enter the code."
      check={(value) => (/^\d{6}$/.test(value.replace(/\s/g, '')) ? null : 'The code has six digits.')}
      controlClassName="font-mono tracking-[0.3em] rtl:text-end"
    />
  );
}

/** A code as people type it, with the spaces that apps show, as the API wants it. */
export const codeIn = (typed: string | undefined): string => (typed ?? '').replace(/\s/g, '');
