import type { Me } from '@parley/api-client';
import { DoorClosed } from 'lucide-react';
import Link from 'next/link';
import { SignOutButton } from '@/features/sign-in/sign-out-button';
import { operatorPaths, sitePaths } from '@/shell/paths';
import { StandalonePage } from '@/shell/standalone-page';
import { buttonStyle } from '@/ui/button-style';

/** For someone who is signed in and belongs nowhere: not invited yet, or removed from their last workspace. */
export function NoWorkspacePage({ me }: { me: Me }) {
  return (
    <StandalonePage
      icon={<DoorClosed />}
      title="You are in no workspace"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link href={sitePaths.account} className={buttonStyle()}>
            Your account
          </Link>
          {me.isOperator ? (
            <Link href={operatorPaths.queues} className={buttonStyle()}>
              Operations
            </Link>
          ) : null}
          <SignOutButton />
        </div>
      }
    >
      <p>
        You are signed in as{' '}
        <bdi dir="ltr" className="font-medium text-ink">
          {me.email}
        </bdi>
        . Ask an owner or admin of a workspace to invite that address, then open the link they get for you.
      </p>
    </StandalonePage>
  );
}
