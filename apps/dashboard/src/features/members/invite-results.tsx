'use client';

import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ApiProblem } from '@/data/problem';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { DialogButtons } from '@/ui/dialog';
import { CopyableLink } from './copyable-link';
import { linkAdvice } from './link-advice';
import { type InviteEach, type InviteOutcome, mayWorkNow } from './use-invite-each';

export function InviteResults({ invitations, onClose }: { invitations: InviteEach; onClose: () => void }) {
  const { outcomes, tryAgain } = invitations;
  const isRunning = outcomes.some(({ kind }) => kind === 'waiting');
  const again = outcomes.filter(mayWorkNow).length;
  const links = outcomes.flatMap((one) =>
    one.kind === 'invited' ? [`${one.email}: ${one.invitation.link}`] : [],
  );
  return (
    <div className="flex flex-col gap-5">
      <ul
        aria-label="What became of each invitation"
        aria-live="polite"
        className="calm-scroll max-h-[50dvh] divide-y divide-line overflow-y-auto rounded-xl border border-line"
      >
        {outcomes.map((outcome) => (
          <Result key={outcome.email} outcome={outcome} />
        ))}
      </ul>
      <DialogButtons>
        {links.length > 1 && !isRunning ? (
          <CopyButton look="words" label="Copy all links" text={links.join('\n')} />
        ) : null}
        {again > 0 && !isRunning ? (
          <Button onClick={() => void tryAgain()}>
            {again === 1 ? 'Try the failed one again' : `Try the ${again} failed ones again`}
          </Button>
        ) : null}
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogButtons>
    </div>
  );
}

function Result({ outcome }: { outcome: InviteOutcome }) {
  if (outcome.kind === 'waiting') {
    return (
      <Line
        email={outcome.email}
        icon={<LoaderCircle aria-hidden="true" className="animate-spin text-ink-faint" />}
      >
        Inviting…
      </Line>
    );
  }
  if (outcome.kind === 'refused') {
    return (
      <Line email={outcome.email} icon={<CircleAlert aria-hidden="true" className="text-danger" />}>
        Not invited. {refusalWords(outcome.problem)}
      </Line>
    );
  }
  const { link } = outcome.invitation;
  return (
    <Line email={outcome.email} icon={<CircleCheck aria-hidden="true" className="text-accent-ink" />}>
      {linkAdvice(outcome.invitation)}
      <CopyableLink link={link} label={`Copy the link for ${outcome.email}`} />
    </Line>
  );
}

function Line({ email, icon, children }: { email: string; icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-3 px-3.5 py-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <div className="min-w-0 flex-1 text-[13px] leading-5 text-ink-muted">
        <span className="block text-sm leading-5 font-medium wrap-anywhere text-ink">
          <bdi dir="ltr">{email}</bdi>
        </span>
        {children}
      </div>
    </li>
  );
}

function refusalWords({ code, message, status, isOutage }: ApiProblem): string {
  if (code === 'already_member') return 'They are a member already.';
  if (code === 'already_invited')
    return 'An invitation waits for them already; you can make a new link for it.';
  if (status === 429) return 'Too many at once. Wait a moment, then try again.';
  return isOutage ? 'Parley did not answer.' : message;
}
