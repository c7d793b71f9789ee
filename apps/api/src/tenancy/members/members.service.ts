import { Injectable } from '@nestjs/common';
import { currentActor, currentTenant } from '../../kernel/context';
import { notFound, Problem } from '../../kernel/problem';
import { AppDatabase, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { changedMeanwhile } from '../../platform/http/document-version';
import { AuditTrail } from '../audit/audit-trail';
import { Role } from '../roles/roles';
import { MemberChanges } from './member-changes';
import { alreadyMember, assertAllowed } from './members.errors';
import { MemberRow, MembershipRow, MembersRepository } from './members.repository';
import { refusalOfLeaving, refusalOfRemoval, refusalOfRoleChange, Situation } from './membership-rules';

/** Who belongs to the current tenant, and as what. */
@Injectable()
export class MembersService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly members: MembersRepository,
    private readonly changes: MemberChanges,
    private readonly audit: AuditTrail,
  ) {}

  list(): Promise<MemberRow[]> {
    return this.app.transaction((transaction) => this.members.list(transaction));
  }

  /**
   * Part of what made the person a member (an invitation, a new tenant), which records it; answers the member's id.
   * @throws Problem 409 when they are one already
   */
  async add(transaction: Transaction, member: { userId: string; role: Role }): Promise<string> {
    const id = await this.members.insert(transaction, member);
    if (id === null) throw alreadyMember();
    return id;
  }

  /** @throws Problem 403, 404, 409 `last_owner`, 412 */
  changeRole(memberId: string, role: Role, version: number | null): Promise<MemberRow> {
    return this.system.transaction(async (transaction) => {
      const { target, situation } = await this.lock(transaction, memberId);
      assertAllowed(refusalOfRoleChange(situation, role));
      if (version !== null && version !== target.version) throw changedMeanwhile();
      const before = await this.get(transaction, memberId);
      if (before.role === role) return before;
      await this.members.setRole(transaction, memberId, role);
      await this.changes.tell('roleChanged', transaction, changed(target));
      await this.audit.record(transaction, {
        action: 'member.role_changed',
        target: { kind: 'member', id: memberId, name: before.name },
        before: { role: before.role },
        after: { role },
      });
      return { ...before, role, version: before.version + 1 };
    });
  }

  /** @throws Problem 403, 404, 409 `last_owner` */
  remove(memberId: string): Promise<void> {
    return this.system.transaction(async (transaction) => {
      const { target, situation } = await this.lock(transaction, memberId);
      if (target.userId === currentActor().id) return this.depart(transaction, target, situation);
      assertAllowed(refusalOfRemoval(situation));
      return this.end(transaction, target, 'removed');
    });
  }

  /** The one who asks leaves. @throws Problem 403 for an API key, 409 `last_owner` */
  leave(): Promise<void> {
    const { kind, id } = currentActor();
    if (kind !== 'user' || id === null) throw new Problem(403, 'people_only', 'An API key cannot leave.');
    return this.system.transaction(async (transaction) => {
      const rows = await this.members.lock(transaction, { userId: id });
      const own = rows.find(({ userId }) => userId === id);
      if (own === undefined) throw notFound('member');
      return this.depart(transaction, own, situationOf(rows, own, id));
    });
  }

  private depart(transaction: Transaction, own: MembershipRow, situation: Situation): Promise<void> {
    assertAllowed(refusalOfLeaving(situation));
    return this.end(transaction, own, 'left');
  }

  private async end(transaction: Transaction, target: MembershipRow, how: 'removed' | 'left'): Promise<void> {
    const { name, email, role } = await this.get(transaction, target.id);
    await this.members.delete(transaction, target.id);
    await this.changes.tell(how, transaction, changed(target));
    await this.audit.record(transaction, {
      action: `member.${how}`,
      target: { kind: 'member', id: target.id, name },
      before: { email, role },
    });
  }

  private async lock(
    transaction: Transaction,
    memberId: string,
  ): Promise<{ target: MembershipRow; situation: Situation }> {
    const actorId = currentActor().id;
    const rows = await this.members.lock(transaction, { memberId, ...(actorId && { userId: actorId }) });
    const target = rows.find(({ id }) => id === memberId);
    if (target === undefined) throw notFound('member');
    return { target, situation: situationOf(rows, target, actorId) };
  }

  private async get(transaction: Transaction, memberId: string): Promise<MemberRow> {
    const member = await this.members.find(transaction, memberId);
    if (member === null) throw notFound('member');
    return member;
  }
}

function situationOf(
  rows: readonly MembershipRow[],
  target: MembershipRow,
  actorId: string | null,
): Situation {
  return {
    actor: rows.find(({ userId }) => userId === actorId)?.role ?? null,
    target: target.role,
    owners: rows.filter(({ role }) => role === 'owner').length,
  };
}

function changed({ id, userId }: MembershipRow): { tenantId: string; memberId: string; userId: string } {
  return { tenantId: currentTenant(), memberId: id, userId };
}
