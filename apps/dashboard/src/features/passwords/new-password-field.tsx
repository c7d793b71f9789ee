'use client';

import { PasswordField } from '@/ui/password-field';

/** The API's own limits (apps/api/src/access/passwords/password-input.ts); what is too easy to guess it says itself. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 128;

type Props = { name?: string; label?: string; autoFocus?: boolean };

export function NewPasswordField({ name = 'password', label = 'Password', autoFocus }: Props) {
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      autoFocus={autoFocus}
      hint={`At least ${MIN_LENGTH} characters, and not an easy guess. A sentence of your own works well.`}
      whenMissing="Choose a password."
      check={(value) => {
        const { length } = [...value];
        if (length < MIN_LENGTH) return `This has ${length} characters; it takes at least ${MIN_LENGTH}.`;
        return length > MAX_LENGTH ? `This has ${length} characters; ${MAX_LENGTH} is the limit.` : null;
      }}
    />
  );
}
