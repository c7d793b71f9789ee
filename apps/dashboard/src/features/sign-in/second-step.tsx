'use client';

import { useState } from 'react';
import { Button } from '@/ui/button';
import { CodeField, codeIn } from '@/ui/code-field';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import { textLinkStyle } from '@/ui/text-link';

type Props = {
  label: string;
  onBack: () => void;
  /** Signs in with the code. What it throws is shown beside the field. */
  onCode: (code: string) => Promise<unknown>;
};

/** The second proof: a code of the authenticator app, or one of the recovery codes. */
export function SecondStep({ label, onBack, onCode }: Props) {
  const [isRecovery, setRecovery] = useState(false);
  return (
    <Form
      // Another field, another form: what was said about the one does not concern the other.
      key={String(isRecovery)}
      words={{
        invalid_code: {
          field: 'code',
          text: isRecovery
            ? 'This is none of your unused recovery codes.'
            : 'This code is not right, or no longer. Enter the one shown now.',
        },
        too_many_attempts: 'There were too many attempts to sign in.',
      }}
      onSubmit={({ code }) => onCode(isRecovery ? (code ?? '').trim() : codeIn(code))}
    >
      {isRecovery ? (
        <TextField
          name="code"
          label="Recovery code"
          hint="One of the ten that you kept when you turned two-factor sign-in on. Each works once."
          dir="ltr"
          maxLength={40}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          whenMissing="Enter one of your recovery codes."
          controlClassName="font-mono rtl:text-end"
        />
      ) : (
        <CodeField
          autoFocus
          label="Code from your authenticator app"
          hint="Six digits. They change every 30 seconds."
        />
      )}
      <div className="flex flex-col gap-2">
        <SubmitButton>{label}</SubmitButton>
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
      <p className="text-center text-[13px] leading-5 text-ink-muted">
        <button type="button" onClick={() => setRecovery(!isRecovery)} className={textLinkStyle}>
          {isRecovery ? 'Use the authenticator app' : 'Phone not at hand? Use a recovery code'}
        </button>
      </p>
    </Form>
  );
}
