'use client';

import { NewPasswordField } from '@/features/passwords/new-password-field';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';

export type NewAccount = { name: string; password: string };

type Props = { email: string; label: string; onSubmit: (account: NewAccount) => Promise<unknown> };

/** An account for the invited address; the link is the proof that the address is theirs. */
export function NewAccountForm({ email, label, onSubmit }: Props) {
  return (
    <Form onSubmit={({ name = '', password = '' }) => onSubmit({ name, password })}>
      <TextField
        name="email"
        label="E-mail address"
        hint="The invitation is for this address. You sign in with it."
        type="email"
        autoComplete="username"
        readOnly
        value={email}
      />
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        maxLength={80}
        autoFocus
        whenMissing="Enter your name, as your team knows you."
      />
      <NewPasswordField />
      <SubmitButton>{label}</SubmitButton>
    </Form>
  );
}
