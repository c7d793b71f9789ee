'use client';

import type { InvitationPreview, Me } from '@parley/api-client';
import { publicApi } from '@/data/api';
import { unwrap } from '@/data/problem';
import { leaveFor } from '@/features/sign-in/leave-for';
import { SignInForm } from '@/features/sign-in/sign-in-form';
import { SignOutButton } from '@/features/sign-in/sign-out-button';
import { OutsidePage } from '@/shell/outside-page';
import { paths, sitePaths } from '@/shell/paths';
import { Form, SubmitButton } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { InvitationSummary } from './invitation-summary';
import { type NewAccount, NewAccountForm } from './new-account-form';

type Props = { invitation: InvitationPreview; token: string; me: Me | null; onAccepted: () => void };

/** A valid invitation: for a new account, for an account that has to sign in, or for whoever sits here already. */
export function InvitationAnswer({ invitation, token, me, onAccepted }: Props) {
  const { tenantName, email, hasAccount } = invitation;
  const accept = async (account?: NewAccount): Promise<unknown> => {
    const { tenant } = unwrap(
      await publicApi.POST('/api/v1/invitations/acceptance', { body: { token, ...account } }),
    );
    onAccepted();
    return leaveFor(paths.inbox(tenant.slug));
  };
  const isMe = me !== null && me.email.toLowerCase() === email.toLowerCase();

  return (
    <OutsidePage title={`Join ${tenantName}`} lead={<InvitationSummary invitation={invitation} />}>
      {isMe ? (
        <Form onSubmit={() => accept()}>
          <SubmitButton>{`Join ${tenantName}`}</SubmitButton>
        </Form>
      ) : me ? (
        <OtherAccount me={me} email={email} />
      ) : hasAccount ? (
        <>
          <p className="mb-5 text-sm leading-6 text-ink-muted">You have an account: sign in to accept.</p>
          <SignInForm email={email} label="Sign in and join" onSignedIn={() => accept()} />
        </>
      ) : (
        <NewAccountForm email={email} label={`Join ${tenantName}`} onSubmit={accept} />
      )}
    </OutsidePage>
  );
}

function OtherAccount({ me, email }: { me: Me; email: string }) {
  return (
    <div className="flex flex-col gap-4">
      <Notice tone="warning">
        You are signed in as{' '}
        <bdi dir="ltr" className="font-medium wrap-anywhere">
          {me.email}
        </bdi>
        , but this invitation is for{' '}
        <bdi dir="ltr" className="font-medium wrap-anywhere">
          {email}
        </bdi>
        .
      </Notice>
      <SignOutButton next={sitePaths.invitation}>Sign out and continue</SignOutButton>
    </div>
  );
}
