'use client';

import { tokenIn } from '@/link-token/token-in';
import { TextField } from '@/ui/text-field';

/** For whoever came here without the link: only someone who can read the server's output may set it up. */
export function SetUpTokenField() {
  return (
    <TextField
      name="token"
      label="Set-up link"
      autoFocus
      hint={
        <>
          Parley printed it when it started: in the terminal of{' '}
          <code className="font-mono whitespace-nowrap">npm start</code>, or in the log. It ends in{' '}
          <code className="font-mono">/set-up#…</code>; paste all of it, it shows that this server is yours.
          The command <code className="font-mono whitespace-nowrap">cli set-up-link</code> prints a new one.
        </>
      }
      dir="ltr"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      whenMissing="Paste the set-up link."
      check={(value) =>
        tokenIn(value) ? null : 'This is not the whole link. What comes after the # counts.'
      }
      controlClassName="font-mono text-[13px] rtl:text-end"
    />
  );
}
