'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { SignOutButton } from '@/features/sign-in/sign-out-button';
import { Logo } from '@/shell/logo';
import { operatorPaths, sitePaths } from '@/shell/paths';
import { buttonStyle } from '@/ui/button-style';
import { TextLink } from '@/ui/text-link';
import { useMe } from '@/workspace/me-context';
import { PasswordPanel } from './password-panel';
import { ProfilePanel } from './profile-panel';
import { SessionsPanel } from './sessions-panel';
import { TwoFactorPanel } from './two-factor-panel';

/** What belongs to a person rather than to a workspace. */
export function AccountPage() {
  const me = useMe();
  return (
    <div className="calm-scroll h-dvh overflow-y-auto bg-thread">
      <title>Your account · Parley</title>
      <header className="border-b border-line bg-canvas">
        <div className="mx-auto flex h-14 max-w-3xl items-center gap-3 px-5 md:px-8">
          <Link href={sitePaths.front} className={buttonStyle({ look: 'quiet', className: '-ms-3.5' })}>
            <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
            {me.tenants.length > 0 ? 'Back to the workspace' : 'Front page'}
          </Link>
          <Logo className="ms-auto size-7" />
        </div>
      </header>
      <main className="mx-auto max-w-3xl px-5 py-8 md:px-8 md:py-10">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold tracking-tight">Your account</h1>
            <p className="mt-1 text-sm text-ink-muted">
              <bdi dir="ltr" className="wrap-anywhere">
                {me.email}
              </bdi>
              {me.isOperator ? (
                <>
                  {' · You run this installation: '}
                  <TextLink href={operatorPaths.queues}>Operations</TextLink>
                </>
              ) : null}
            </p>
          </div>
          <SignOutButton />
        </div>
        <div className="mt-6 flex flex-col gap-5">
          <ProfilePanel />
          <PasswordPanel />
          <TwoFactorPanel />
          <SessionsPanel />
        </div>
      </main>
    </div>
  );
}
