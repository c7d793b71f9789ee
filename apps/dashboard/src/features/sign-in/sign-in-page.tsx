'use client';

import { OutsidePage } from '@/shell/outside-page';
import { sitePaths } from '@/shell/paths';
import { leaveFor } from './leave-for';
import { SignInForm } from './sign-in-form';

/** `next` is a page of this site, checked. */
export function SignInPage({ next }: { next: string | null }) {
  return (
    <OutsidePage
      title="Sign in"
      lead={next ? 'Then you are taken to the page that you asked for.' : undefined}
      footer="No account yet? Someone in your team has to invite you; the invitation is a link."
    >
      <SignInForm onSignedIn={() => leaveFor(next ?? sitePaths.front)} />
    </OutsidePage>
  );
}
