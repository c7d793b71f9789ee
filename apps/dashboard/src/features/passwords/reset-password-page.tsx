'use client';

import { useState } from 'react';
import { publicApi } from '@/data/api';
import { asProblem, unwrap } from '@/data/problem';
import { useLinkToken } from '@/link-token/use-link-token';
import { OutsidePage } from '@/shell/outside-page';
import { sitePaths } from '@/shell/paths';
import { buttonStyle } from '@/ui/button-style';
import { Form, SubmitButton } from '@/ui/form';
import { TextLink } from '@/ui/text-link';
import Link from 'next/link';
import { NewPasswordField } from './new-password-field';

export function ResetPasswordPage() {
  const { token, forget } = useLinkToken('reset-password');
  const [outcome, setOutcome] = useState<'changed' | 'invalid' | null>(null);

  // A token is forgotten once it was tried; another link may bring a new one into the same tab.
  if (token === null) {
    if (outcome === 'changed') return <Changed />;
    return <NoGood title={outcome ? 'This link no longer works' : 'This link is not complete'} />;
  }
  return (
    <OutsidePage
      title="Choose a new password"
      lead="You are then signed out everywhere, and sign in with the new one."
      footer={<TextLink href={sitePaths.signIn()}>Back to sign in</TextLink>}
    >
      <Form
        onSubmit={async ({ password = '' }) => {
          if (!token) return;
          try {
            unwrap(await publicApi.POST('/api/v1/password-resets/completion', { body: { token, password } }));
          } catch (error) {
            if (asProblem(error).code !== 'invalid_reset_token') throw error;
            forget();
            return setOutcome('invalid');
          }
          forget();
          setOutcome('changed');
        }}
      >
        <NewPasswordField label="New password" autoFocus />
        <SubmitButton>Change the password</SubmitButton>
      </Form>
    </OutsidePage>
  );
}

function Changed() {
  return (
    <OutsidePage
      title="Your password is changed"
      lead={<p role="status">Every device was signed out. Sign in with the new password.</p>}
    >
      <Link href={sitePaths.signIn()} className={buttonStyle({ look: 'primary', className: 'w-full' })}>
        Sign in
      </Link>
    </OutsidePage>
  );
}

function NoGood({ title }: { title: string }) {
  return (
    <OutsidePage
      title={title}
      lead={
        <p role="status">
          Such a link works once, for 30 minutes, and only the newest one counts. Ask for another; if you were
          given this one by whoever runs Parley, ask them.
        </p>
      }
      footer={<TextLink href={sitePaths.signIn()}>Back to sign in</TextLink>}
    >
      <Link href={sitePaths.forgotPassword} className={buttonStyle({ look: 'primary', className: 'w-full' })}>
        Ask for a new link
      </Link>
    </OutsidePage>
  );
}
