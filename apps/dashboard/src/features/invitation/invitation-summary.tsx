'use client';

import type { InvitationPreview } from '@parley/api-client';
import { Moment } from '@/time/moment';

const roleSays: Record<InvitationPreview['role'], string> = {
  owner: 'Owners may do everything, and make other owners.',
  admin: 'Admins manage the workspace, its numbers and its people.',
  agent: 'Agents answer conversations.',
  viewer: 'Viewers read along.',
};

/** "Sara invites you to Acme as an agent." */
export function InvitationSummary({ invitation }: { invitation: InvitationPreview }) {
  const { invitedByName, tenantName, role, email, expiresAt } = invitation;
  return (
    <>
      <p>
        <bdi className="font-medium text-ink">{invitedByName}</bdi> invites you to{' '}
        <bdi className="font-medium text-ink">{tenantName}</bdi> as {/^[aeiou]/.test(role) ? 'an' : 'a'}{' '}
        <span className="font-medium text-ink">{role}</span>. {roleSays[role]}
      </p>
      <p className="mt-2 text-[13px] leading-5">
        For{' '}
        <bdi dir="ltr" className="wrap-anywhere">
          {email}
        </bdi>
        , until <Moment at={expiresAt} look="dateAndTime" />.
      </p>
    </>
  );
}
