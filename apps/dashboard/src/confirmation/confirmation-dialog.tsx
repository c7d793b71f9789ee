'use client';

import { useState } from 'react';
import { api } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { Button } from '@/ui/button';
import { CodeField, codeIn } from '@/ui/code-field';
import { Dialog, DialogButtons } from '@/ui/dialog';
import { Form, SubmitButton } from '@/ui/form';
import { PasswordField } from '@/ui/password-field';

type Props = { isOpen: boolean; onSettled: (isConfirmed: boolean) => void };

/** Asks whoever sits here to prove that they are the one who signed in. */
export function ConfirmationDialog({ isOpen, onSettled }: Props) {
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onSettled(false)}
      title="Is it really you?"
      description="This can do harm in the wrong hands, so please enter your password again. Parley then does not ask for 15 minutes."
    >
      <ConfirmationForm onSettled={onSettled} />
    </Dialog>
  );
}

function ConfirmationForm({ onSettled }: Pick<Props, 'onSettled'>) {
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <Form
      words={{
        wrong_password: { field: 'password', text: 'This is not your password.' },
        invalid_credentials: { field: 'password', text: 'This is not your password.' },
        invalid_code: {
          field: 'code',
          text: 'This code is not right, or no longer. Enter the one shown now.',
        },
      }}
      onSubmit={async ({ password = '', code }) => {
        try {
          unwrap(
            await api.POST('/api/v1/session/confirmation', {
              body: { password, ...(code && { code: codeIn(code) }) },
            }),
          );
        } catch (error) {
          if (asProblem(error).code !== 'second_factor_required') throw error;
          return setNeedsCode(true);
        }
        onSettled(true);
      }}
    >
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        whenMissing="Enter your password."
      />
      {needsCode ? (
        <CodeField
          takesRecoveryCode
          hint="Six digits of your authenticator app, or one of your recovery codes."
        />
      ) : null}
      <DialogButtons>
        <Button onClick={() => onSettled(false)}>Cancel</Button>
        <SubmitButton>Confirm</SubmitButton>
      </DialogButtons>
    </Form>
  );
}
