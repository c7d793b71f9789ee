'use client';

import type { ComponentProps } from 'react';
import { TextField } from '@/ui/text-field';
import { phoneFault, tokenFault } from './channel-rules';

type Props = Pick<ComponentProps<typeof TextField>, 'defaultValue' | 'onChange' | 'autoFocus'>;

export function NameField(props: Props) {
  return (
    <TextField
      name="name"
      label="Name"
      hint="What your team calls it."
      placeholder="Support"
      whenMissing="Give the number a name."
      autoComplete="off"
      maxLength={80}
      {...props}
    />
  );
}

export function PhoneField(props: Props) {
  return (
    <TextField
      name="displayPhoneNumber"
      type="tel"
      label="Phone number"
      hint="What people write to."
      placeholder="+351 912 345 678"
      whenMissing="Which number do people write to?"
      autoComplete="off"
      check={phoneFault}
      {...props}
    />
  );
}

/** Goes in and never comes out again. */
export function AccessTokenField({
  hint,
  ...props
}: Pick<Props, 'autoFocus' | 'defaultValue'> & { hint: string }) {
  return (
    <TextField
      name="accessToken"
      type="password"
      label="Access token"
      hint={hint}
      whenMissing="Paste the token that Meta gave you."
      // Not a password of the person: a password manager should neither fill nor keep it.
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      dir="ltr"
      spellCheck={false}
      maxLength={2000}
      check={tokenFault}
      {...props}
    />
  );
}
