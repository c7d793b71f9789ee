import { Injectable } from '@nestjs/common';
import { actingAs, currentActor, currentTenant, forTenants } from '../../kernel/context';
import { notFound } from '../../kernel/problem';
import { hashOf } from '../../platform/crypto/opaque-token';
import { AppDatabase, setTenants } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { AuditAction } from '../audit/audit-actions';
import { AuditTrail } from '../audit/audit-trail';
import { alreadyMember, assertAllowed } from '../members/members.errors';
import { MembershipRow, MembersRepository } from '../members/members.repository';
import { MembersService } from '../members/members.service';
import { refusalOverRole } from '../members/membership-rules';
import { Role } from '../roles/roles';
import { TenantsRepository } from '../tenants/tenants.repository';
import { InvitationLimits } from './invitation-limits';
import { INVITATION_MS, stateOf } from './invitation-state';
import { newInvitationToken, tenantInToken } from './invitation-token';
import {
  alreadyInvited,
  assertChangeable,
  assertOpen,
  invitationNotFound,
  otherAccount,
} from './invitations.errors';
import { InvitationRow, InvitationsRepository } from './invitations.repository';

/** An invitation and the token that opens it, which nobody can look up later. */
export interface OpenedInvitation {
  readonly invitation: InvitationRow;
  readonly token: string;
  readonly tenantName: string;
}

/** What the holder of a link may know before they accept. */
export interface InvitationPreview {
  readonly tenantName: string;
  readonly invitedByName: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

@Injectable()
export class InvitationsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly invitations: InvitationsRepository,
    private readonly limits: InvitationLimits,
    private readonly memberships: MembersRepository,
    private readonly members: MembersService,
    private readonly tenants: TenantsRepository,
    private readonly audit: AuditTrail,
  ) {}

  list(): Promise<InvitationRow[]> {
    return this.app.transaction((transaction) => this.invitations.list(transaction));
  }

  /** @throws Problem 403, 409 `already_member`, `already_invited` or `too_many_invitations`, 429 `too_many_invitations` */
  invite(email: string, role: Role): Promise<OpenedInvitation> {
    return this.app.transaction(async (transaction) => {
      await this.limits.lock(transaction);
      const invitedBy = await this.assertMayDecide(transaction, role);
      if (await this.memberships.hasEmail(transaction, email)) throw alreadyMember();
      const { token, tokenHash, now, expiresAt } = newLink();
      const earlier = await this.invitations.findUnanswered(transaction, email);
      if (earlier !== null && stateOf(earlier, now) === 'waiting') throw alreadyInvited();
      await this.limits.assertRoom(transaction);
      await this.limits.assertMaySend(transaction, email, now);
      if (earlier !== null) await this.invitations.setRevoked(transaction, earlier.id, now);
      const invitation = await this.invitations.insert(transaction, {
        email,
        role,
        tokenHash,
        invitedBy,
        invitedByName: currentActor().name,
        createdAt: now,
        expiresAt,
      });
      if (invitation === null) throw alreadyInvited();
      return this.opened(transaction, 'invitation.created', invitation, token);
    });
  }

  /** The link of before is dead from now on. @throws Problem 403, 404, 410, 429 `too_many_invitations` */
  renewLink(id: string): Promise<OpenedInvitation> {
    return this.app.transaction(async (transaction) => {
      const { email, decidedBy } = await this.lockChangeable(transaction, id);
      const { token, now, ...link } = newLink();
      await this.limits.assertMaySend(transaction, email, now);
      const by = { invitedBy: decidedBy, invitedByName: currentActor().name };
      const invitation = await this.invitations.setToken(transaction, id, { ...link, ...by });
      return this.opened(transaction, 'invitation.link_renewed', invitation, token);
    });
  }

  /** @throws Problem 403, 404, 410 */
  revoke(id: string): Promise<void> {
    return this.app.transaction(async (transaction) => {
      const { email, role } = await this.lockChangeable(transaction, id);
      await this.invitations.setRevoked(transaction, id, new Date());
      await this.audit.record(transaction, {
        action: 'invitation.revoked',
        target: { kind: 'invitation', id, name: email },
        before: { email, role },
      });
    });
  }

  /** @throws Problem 404 `invitation_not_found`, 410 `invitation_used`, `invitation_expired`, `invitation_revoked` */
  async preview(token: string): Promise<InvitationPreview> {
    return forTenants([tenantOf(token)], () =>
      this.app.transaction(async (transaction) => {
        const invitation = await this.invitations.findByToken(transaction, hashOf(token));
        if (invitation === null) throw invitationNotFound();
        assertOpen(stateOf(invitation, new Date()));
        const { name: tenantName } = await this.tenants.get(transaction);
        const { invitedByName, email, role, expiresAt } = invitation;
        return { tenantName, invitedByName, email, role, expiresAt };
      }),
    );
  }

  /**
   * Makes the person a member, once. The transaction is one of SystemDatabase; it is for the invitation's tenant from
   * now on. Where the request came from is told by the current actor, if there is one.
   * @throws Problem 403 `other_account`, 404, 409 `already_member`, 410
   */
  async accept(
    transaction: Transaction,
    token: string,
    user: { id: string; email: string; name: string },
  ): Promise<{ tenantId: string; slug: string; name: string; role: Role }> {
    const tenantId = tenantOf(token);
    return forTenants([tenantId], () =>
      actingAs({ ...currentActor(), kind: 'user', id: user.id, name: user.name }, async () => {
        await setTenants(transaction, [tenantId]);
        const invitation = await this.invitations.lockByToken(transaction, hashOf(token));
        if (invitation === null) throw invitationNotFound();
        assertOpen(stateOf(invitation, new Date()));
        const { id, email, role } = invitation;
        if (email.toLowerCase() !== user.email.toLowerCase()) throw otherAccount();
        await this.invitations.setAccepted(transaction, id, new Date());
        const memberId = await this.members.add(transaction, { userId: user.id, role });
        await this.audit.record(transaction, {
          action: 'invitation.accepted',
          target: { kind: 'invitation', id, name: email },
          after: { memberId, role },
        });
        const { slug, name } = await this.tenants.get(transaction);
        return { tenantId, slug, name, role };
      }),
    );
  }

  private async opened(
    transaction: Transaction,
    action: AuditAction,
    invitation: InvitationRow,
    token: string,
  ): Promise<OpenedInvitation> {
    const { id, email, role, expiresAt } = invitation;
    await this.audit.record(transaction, {
      action,
      target: { kind: 'invitation', id, name: email },
      after: { email, role, expiresAt: expiresAt.toISOString() },
    });
    const { name: tenantName } = await this.tenants.get(transaction);
    return { invitation, token, tenantName };
  }

  private async lockChangeable(
    transaction: Transaction,
    id: string,
  ): Promise<InvitationRow & { readonly decidedBy: string }> {
    await this.limits.lock(transaction);
    const invitation = await this.invitations.lock(transaction, id);
    if (invitation === null) throw notFound('invitation');
    const decidedBy = await this.assertMayDecide(transaction, invitation.role);
    assertChangeable(stateOf(invitation, new Date()));
    return { ...invitation, decidedBy };
  }

  /** Whoever holds a link to become an owner can become one, so only owners come by such a link. Answers who decides. */
  private async assertMayDecide(transaction: Transaction, role: Role): Promise<string> {
    const { id } = currentActor();
    const actor = id === null ? null : await this.memberships.ofUser(transaction, id);
    assertAllowed(refusalOverRole(actor?.role ?? null, role));
    return (actor as MembershipRow).userId;
  }
}

function newLink(): { token: string; tokenHash: Buffer; now: Date; expiresAt: Date } {
  const token = newInvitationToken(currentTenant());
  const now = new Date();
  return { token, tokenHash: hashOf(token), now, expiresAt: new Date(now.getTime() + INVITATION_MS) };
}

/** @throws Problem 404 */
function tenantOf(token: string): string {
  const tenantId = tenantInToken(token);
  if (tenantId === null) throw invitationNotFound();
  return tenantId;
}
