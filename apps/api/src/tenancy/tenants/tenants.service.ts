import { Injectable } from '@nestjs/common';
import { actingAs, currentActor, forTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { invalidInput, Problem } from '../../kernel/problem';
import { AppDatabase, setTenants, SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { changedMeanwhile } from '../../platform/http/document-version';
import { AuditAction } from '../audit/audit-actions';
import { AuditTrail } from '../audit/audit-trail';
import { MembershipRow, MembersRepository } from '../members/members.repository';
import { MembersService } from '../members/members.service';
import { Permission } from '../roles/permissions';
import { permissionsOf } from '../roles/roles';
import { languageOf, timeZoneOf } from './locale';
import { ShownTenant, TenantSettingsCache } from './tenant-settings.cache';
import { Tenant } from './tenant.entity';
import { TenantSettings, TenantsRepository } from './tenants.repository';

export interface TenantName {
  readonly name: string;
  readonly slug: string;
}

/** What the caller is in the current tenant. */
export interface Caller {
  readonly membership: MembershipRow | null;
  readonly permissions: readonly Permission[];
}

type Founder = { readonly id: string; readonly name: string };

@Injectable()
export class TenantsService {
  constructor(
    private readonly app: AppDatabase,
    private readonly system: SystemDatabase,
    private readonly tenants: TenantsRepository,
    private readonly settings: TenantSettingsCache,
    private readonly memberships: MembersRepository,
    private readonly members: MembersService,
    private readonly audit: AuditTrail,
  ) {}

  /** Others may have changed the settings within the last second; what the caller may do is as it is now. */
  async current(): Promise<{ tenant: ShownTenant; caller: Caller }> {
    const tenant = await this.settings.fetch(() => this.tenants.current());
    return { tenant, caller: await this.app.reading((transaction) => this.caller(transaction)) };
  }

  /** @throws Problem 400, 412 */
  change(
    wanted: Partial<TenantSettings>,
    version: number | null,
  ): Promise<{ tenant: Tenant; caller: Caller }> {
    const valid = validSettings(wanted);
    return this.app.transaction(async (transaction) => {
      const before = await this.tenants.lock(transaction);
      if (version !== null && version !== before.version) throw changedMeanwhile();
      const { name, timeZone, language, unknownReplies } = { ...before, ...valid };
      const settings = { name, timeZone, language, unknownReplies };
      const changed = changes(before, settings);
      if (changed !== null) {
        await this.tenants.change(transaction, settings);
        await this.audit.record(transaction, {
          action: 'tenant.changed',
          target: { kind: 'tenant', id: before.id, name },
          ...changed,
        });
      }
      return { tenant: await this.tenants.get(transaction), caller: await this.caller(transaction) };
    });
  }

  /** A new tenant that the one who asks owns. @throws Problem 409 `slug_taken` */
  async createOwn(wanted: TenantName): Promise<TenantName> {
    const { id, name } = currentActor();
    if (id === null) throw new Error('Nobody asks for this tenant.');
    const tenant = await this.system.systemTransaction((transaction) =>
      this.create(transaction, wanted, { id, name }),
    );
    return { name: tenant.name, slug: tenant.slug };
  }

  /**
   * A new tenant with its first owner. The transaction is one of SystemDatabase; it is for the new tenant from now on.
   * @throws Problem 409 `slug_taken`
   */
  create(transaction: Transaction, wanted: TenantName, owner: Founder): Promise<Tenant> {
    return this.found(transaction, newId(), owner, async () => {
      if (!(await this.tenants.insert(transaction, wanted))) throw slugTaken();
      return { action: 'tenant.created', after: { ...wanted } };
    });
  }

  /** The name of the tenant that `adoptMemberless` would give away; null when there is none. */
  async memberless(): Promise<TenantName | null> {
    const tenant = await this.system.systemTransaction((transaction) =>
      this.tenants.findAcrossTenantsMemberless(transaction),
    );
    return tenant === null ? null : { name: tenant.name, slug: tenant.slug };
  }

  /**
   * Gives the tenant that nobody belongs to its name and its first owner; null when there is none. The transaction is
   * one of SystemDatabase; it is for that tenant from now on.
   * @throws Problem 409 `slug_taken`
   */
  async adoptMemberless(
    transaction: Transaction,
    wanted: TenantName,
    owner: Founder,
  ): Promise<Tenant | null> {
    const memberless = await this.tenants.findAcrossTenantsMemberless(transaction);
    if (memberless === null) return null;
    const { id, name, slug } = memberless;
    return this.found(transaction, id, owner, async () => {
      if (!(await this.tenants.rename(transaction, wanted))) throw slugTaken();
      return { action: 'tenant.adopted', before: { name, slug }, after: { ...wanted } };
    });
  }

  private found(
    transaction: Transaction,
    tenantId: string,
    owner: Founder,
    make: () => Promise<{
      action: AuditAction;
      before?: Record<string, string>;
      after: Record<string, string>;
    }>,
  ): Promise<Tenant> {
    return forTenants([tenantId], () =>
      actingAs({ ...currentActor(), kind: 'user', id: owner.id, name: owner.name }, async () => {
        await setTenants(transaction, [tenantId]);
        const deed = await make();
        await this.members.add(transaction, { userId: owner.id, role: 'owner' });
        const tenant = await this.tenants.get(transaction);
        await this.audit.record(transaction, {
          ...deed,
          target: { kind: 'tenant', id: tenantId, name: tenant.name },
        });
        return tenant;
      }),
    );
  }

  private async caller(transaction: Transaction): Promise<Caller> {
    const { kind, id, scopes } = currentActor();
    if (kind !== 'user' || id === null)
      return { membership: null, permissions: (scopes ?? []) as Permission[] };
    const membership = await this.memberships.ofUser(transaction, id);
    return { membership, permissions: membership === null ? [] : permissionsOf(membership.role) };
  }
}

const SETTINGS = ['name', 'timeZone', 'language', 'unknownReplies'] as const;

/** What is different, as it was and as it is; null when nothing is. */
function changes(
  was: TenantSettings,
  is: TenantSettings,
): { before: Record<string, string>; after: Record<string, string> } | null {
  const different = SETTINGS.filter((setting) => was[setting] !== is[setting]);
  if (different.length === 0) return null;
  const only = (settings: TenantSettings) =>
    Object.fromEntries(different.map((setting) => [setting, settings[setting]]));
  return { before: only(was), after: only(is) };
}

/** @throws Problem 400 */
function validSettings({
  name,
  timeZone,
  language,
  unknownReplies,
}: Partial<TenantSettings>): Partial<TenantSettings> {
  const zone = timeZone === undefined ? undefined : timeZoneOf(timeZone);
  const tag = language === undefined ? undefined : languageOf(language);
  const faults = [
    ...(zone === null
      ? [{ pointer: '/timeZone', code: 'unknown_time_zone', detail: 'Use a name like America/Sao_Paulo.' }]
      : []),
    ...(tag === null
      ? [{ pointer: '/language', code: 'unknown_language', detail: 'Use a BCP 47 tag like pt-BR.' }]
      : []),
  ];
  if (faults.length > 0) throw invalidInput(faults);
  return {
    ...(name !== undefined && { name }),
    ...(zone && { timeZone: zone }),
    ...(tag && { language: tag }),
    ...(unknownReplies !== undefined && { unknownReplies }),
  };
}

const slugTaken = (): Problem =>
  new Problem(409, 'slug_taken', 'This address is taken.', 'Please choose another.');
