'use client';

import { TextField } from '@/ui/text-field';
import { metaIdFault, phoneFault, tokenFault } from './channel-rules';

/** What identifies the number at Meta. */
export function NumberFields() {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="What your team calls it."
        placeholder="Support"
        whenMissing="Give the number a name."
        autoComplete="off"
        maxLength={80}
      />
      <TextField
        name="displayPhoneNumber"
        type="tel"
        label="Phone number"
        placeholder="+351 912 345 678"
        whenMissing="Which number do people write to?"
        autoComplete="off"
        check={phoneFault}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="phoneNumberId"
          label="Phone number ID"
          whenMissing="You find it beside the number."
          autoComplete="off"
          dir="ltr"
          inputMode="numeric"
          check={metaIdFault}
        />
        <TextField
          name="wabaId"
          label="WhatsApp Business Account ID"
          whenMissing="You find it above the number."
          autoComplete="off"
          dir="ltr"
          inputMode="numeric"
          check={metaIdFault}
        />
      </div>
      <p className="-mt-3 text-[13px] leading-5 text-ink-muted">
        Meta shows both in the App Dashboard under WhatsApp, API Setup.
      </p>
    </>
  );
}

/** Goes in and never comes out again. */
export function AccessTokenField({ hint }: { hint: string }) {
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
    />
  );
}
