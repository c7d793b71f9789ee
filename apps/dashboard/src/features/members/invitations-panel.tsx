'use client';

import type { Invitation, InvitationWithLink } from '@parley/api-client';
import { EllipsisVertical, Link2, MailX } from 'lucide-react';
import { useState } from 'react';
import { asProblem } from '@/data/problem';
import { useWhyNot } from '@/shell/use-may';
import { distanceInWords } from '@/time/calendar';
import { useNow } from '@/time/use-now';
import { Alert } from '@/ui/alert';
import { Badge } from '@/ui/badge';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { iconButtonStyle } from '@/ui/icon-button';
import { Menu, MenuItem } from '@/ui/menu';
import { Notice } from '@/ui/notice';
import { Panel } from '@/ui/panel';
import { roleName } from '../roles/role-names';
import { CopyableLink } from './copyable-link';
import { useOpenInvitations, useRenewLink, useRevokeInvitation } from './invitations.queries';
import { linkAdvice } from './link-advice';

/** Who was invited and has not come yet. Nothing at all when there is nobody. */
export function InvitationsPanel() {
  const { data: invitations, error } = useOpenInvitations();
  const revoke = useRevokeInvitation();
  const [revoking, setRevoking] = useState<Invitation | null>(null);
  if (error && !invitations) {
    return <Alert text="The open invitations could not be loaded." requestId={asProblem(error).requestId} />;
  }
  if (!invitations || invitations.length === 0) return null;
  return (
    <Panel
      title="Open invitations"
      description="Each link works once. A new link makes the one before useless."
      className="p-0 pt-3"
    >
      <ul className="divide-y divide-line border-t border-line">
        {invitations.map((invitation) => (
          <OpenInvitation
            key={invitation.id}
            invitation={invitation}
            onRevoke={() => setRevoking(invitation)}
          />
        ))}
      </ul>
      {revoking ? (
        <ConfirmDialog
          open
          onOpenChange={(isOpen) => !isOpen && setRevoking(null)}
          title="Revoke this invitation?"
          confirmLabel="Revoke"
          onConfirm={() => revoke.mutateAsync(revoking.id)}
        >
          The link that{' '}
          <bdi dir="ltr" className="font-medium text-ink">
            {revoking.email}
          </bdi>{' '}
          got stops working. You can invite them again at any time.
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}

function OpenInvitation({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }) {
  const { email, role, state, invitedByName, expiresAt, id } = invitation;
  const whyNot = useWhyNot('members.manage');
  const renew = useRenewLink();
  const isExpired = state === 'expired';
  return (
    <li className="px-5 py-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <bdi dir="ltr" className="text-sm font-medium wrap-anywhere">
              {email}
            </bdi>
            <Expiry isExpired={isExpired} at={Date.parse(expiresAt)} />
          </div>
          <p className="text-[13px] leading-5 text-ink-muted">
            {roleName(role)}, invited by <bdi>{invitedByName}</bdi>
          </p>
        </div>
        <Menu
          label={`Actions for ${email}`}
          align="end"
          trigger={
            <button type="button" aria-label={`Actions for ${email}`} className={iconButtonStyle}>
              <EllipsisVertical aria-hidden="true" />
            </button>
          }
        >
          <MenuItem icon={<Link2 />} disabledReason={whyNot} onClick={() => renew.mutate(id)}>
            Make a new link
          </MenuItem>
          {isExpired ? null : (
            <MenuItem icon={<MailX />} isDanger disabledReason={whyNot} onClick={onRevoke}>
              Revoke…
            </MenuItem>
          )}
        </Menu>
      </div>
      {renew.data ? <NewLink invitation={renew.data} /> : null}
      {renew.isError ? (
        <Alert
          className="mt-2"
          text={`No new link was made. ${asProblem(renew.error).message}`}
          requestId={asProblem(renew.error).requestId}
        />
      ) : null}
    </li>
  );
}

function NewLink({ invitation }: { invitation: InvitationWithLink }) {
  return (
    <Notice tone="success" isNews className="mt-2">
      The new link works for seven days. {linkAdvice(invitation)}
      <CopyableLink link={invitation.link} label={`Copy the new link for ${invitation.email}`} />
    </Notice>
  );
}

function Expiry({ isExpired, at }: { isExpired: boolean; at: number }) {
  const when = distanceInWords(at, useNow());
  return isExpired ? <Badge tone="warning">Expired {when}</Badge> : <Badge>Expires {when}</Badge>;
}
