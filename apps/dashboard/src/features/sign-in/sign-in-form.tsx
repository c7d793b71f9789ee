'use client';

import type { Me } from '@parley/api-client';
import { useState } from 'react';
import { publicApi } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { sitePaths } from '@/shell/paths';
import { Form, SubmitButton } from '@/ui/form';
import type { FaultWords } from '@/ui/form-faults';
import { PasswordField } from '@/ui/password-field';
import { TextField } from '@/ui/text-field';
import { TextLink } from '@/ui/text-link';
import { SecondStep } from './second-step';

type Proof = { email: string; password: string };

type Props = {
  /** When only this account will do; it can then not be changed. */
  email?: string;
  label?: string;
  /** Called once they are signed in. What it throws is shown in the form. */
  onSignedIn: (me: Me) => Promise<unknown>;
};

const signInWords: FaultWords = {
  invalid_credentials: { field: 'password', text: 'The e-mail address or the password is not right.' },
  too_many_attempts: 'There were too many attempts to sign in.',
};

/** E-mail address and password; then, for accounts that want it, a code. */
export function SignInForm({ email: knownEmail, label = 'Sign in', onSignedIn }: Props) {
  const [proof, setProof] = useState<Proof | null>(null);
  if (proof) {
    return (
      <SecondStep
        label={label}
        onBack={() => setProof(null)}
        onCode={(code) => signIn({ ...proof, code }).then(onSignedIn)}
      />
    );
  }
  return (
    <Form
      words={signInWords}
      onSubmit={async ({ email = '', password = '' }) => {
        try {
          await onSignedIn(await signIn({ email, password }));
        } catch (error) {
          if (asProblem(error).code !== 'second_factor_required') throw error;
          setProof({ email, password });
        }
      }}
    >
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        defaultValue={knownEmail}
        readOnly={knownEmail !== undefined}
        autoFocus={knownEmail === undefined}
        whenMissing="Enter your e-mail address."
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password"
        autoFocus={knownEmail !== undefined}
        whenMissing="Enter your password."
        aside={
          <TextLink href={sitePaths.forgotPassword} className="text-[13px]">
            Forgot it?
          </TextLink>
        }
      />
      <SubmitButton>{label}</SubmitButton>
    </Form>
  );
}

async function signIn(proof: Proof & { code?: string }): Promise<Me> {
  return unwrap(await publicApi.POST('/api/v1/session', { body: proof }));
}
