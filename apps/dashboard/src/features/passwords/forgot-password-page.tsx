'use client';

import { useState } from 'react';
import { publicApi } from '@/data/api';
import { unwrap } from '@/data/problem';
import { OutsidePage } from '@/shell/outside-page';
import { sitePaths } from '@/shell/paths';
import { Button } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { TextField } from '@/ui/text-field';
import { TextLink } from '@/ui/text-link';

const backToSignIn = <TextLink href={sitePaths.signIn()}>Back to sign in</TextLink>;

export function ForgotPasswordPage() {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  if (askedFor) return <Asked email={askedFor} onAgain={() => setAskedFor(null)} />;
  return (
    <OutsidePage
      title="Forgot your password?"
      lead="Enter the e-mail address of your account. If there is one, a link to choose a new password is sent to it."
      footer={backToSignIn}
    >
      <Form
        onSubmit={async ({ email = '' }) => {
          unwrap(await publicApi.POST('/api/v1/password-resets', { body: { email } }));
          setAskedFor(email);
        }}
      >
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          autoFocus
          whenMissing="Enter your e-mail address."
        />
        <SubmitButton>Send the link</SubmitButton>
      </Form>
    </OutsidePage>
  );
}

/** The API does not tell whether the account exists or a mail went out, so neither does this. */
function Asked({ email, onAgain }: { email: string; onAgain: () => void }) {
  return (
    <OutsidePage
      title="Check your mailbox"
      lead={
        <p role="status">
          If there is an account for{' '}
          <bdi dir="ltr" className="font-medium wrap-anywhere text-ink">
            {email}
          </bdi>
          , a link is on its way there. It works once, for 30 minutes.
        </p>
      }
      footer={backToSignIn}
    >
      <div className="flex flex-col gap-5">
        <div className="rounded-lg bg-hover px-3.5 py-3 text-[13px] leading-5 text-ink-muted">
          <p className="font-medium text-ink">Nothing came?</p>
          <ul className="mt-1 list-disc space-y-1 ps-4">
            <li>It may be in the spam folder, or the account has another address.</li>
            <li>
              This installation may send no mail at all. Whoever runs it gets a link for you with the command{' '}
              <code className="font-mono whitespace-nowrap text-ink">cli reset-password</code> and your
              address.
            </li>
          </ul>
        </div>
        <Button onClick={onAgain}>Use another address</Button>
      </div>
    </OutsidePage>
  );
}
