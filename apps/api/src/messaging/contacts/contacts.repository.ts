import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { Identity } from '../communication-adapter';
import { NameSource } from './contact-name';
import { IdentityPeriod } from './identity-periods';
import { ResolvedContact } from './people';

export interface KnownContact extends ResolvedContact {
  readonly tenantId: string;
  readonly periods: readonly IdentityPeriod[];
}

export interface OfTenant<What> {
  readonly tenantId: string;
  readonly what: What;
}

interface ContactRow {
  readonly tenantId: string;
  readonly id: string;
  readonly name: string;
  readonly nameSource: NameSource;
  readonly nameAt: number | null;
  readonly username: string | null;
  readonly usernameAt: number | null;
  readonly apart: readonly string[] | null;
  readonly periods: readonly Omit<IdentityPeriod, 'contactId'>[];
}

/** People, and what they are recognised by; set-wise, over all current tenants. */
@Injectable()
export class ContactsRepository {
  /**
   * Everybody who has or had one of these identities, or a number of one of those, with all that they have or had.
   * Nobody who is merged away.
   */
  async known(transaction: Transaction, identities: readonly OfTenant<Identity>[]): Promise<KnownContact[]> {
    const tenantIds = currentTenants();
    if (identities.length === 0) return [];
    const rows: ContactRow[] = await transaction.query(`${KNOWN_BY_IDENTITY} ${SELECT_NAMED}`, [
      tenantIds,
      identities.map(({ tenantId }) => tenantId),
      identities.map(({ what }) => what.kind),
      identities.map(({ what }) => what.value),
    ]);
    return rows.map(contactOf);
  }

  /** These, with all that they have or had; nobody who is merged away. */
  async knownByIds(transaction: Transaction, ids: readonly string[]): Promise<KnownContact[]> {
    const rows: ContactRow[] = await transaction.query(
      `WITH named AS (SELECT contact.tenant_id, contact.id FROM contact
         WHERE contact.tenant_id = ANY ($1) AND contact.id = ANY ($2::uuid[])) ${SELECT_NAMED}`,
      [currentTenants(), ids],
    );
    return rows.map(contactOf);
  }

  async insert(transaction: Transaction, contacts: readonly OfTenant<ResolvedContact>[]): Promise<void> {
    const tenantIds = currentTenants();
    if (contacts.length === 0) return;
    await transaction.query(
      `INSERT INTO contact (tenant_id, id, name, name_source, name_at, username, username_at)
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
         $8::timestamptz[]) AS given (tenant_id) WHERE tenant_id = ANY ($1)`,
      [tenantIds, ...columnsOf(contacts)],
    );
  }

  /** What they are called. */
  async update(transaction: Transaction, contacts: readonly OfTenant<ResolvedContact>[]): Promise<void> {
    const tenantIds = currentTenants();
    if (contacts.length === 0) return;
    await transaction.query(
      `UPDATE contact SET name = given.name, name_source = given.name_source, name_at = given.name_at,
         username = given.username, username_at = given.username_at
       FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::timestamptz[])
         AS given (tenant_id, id, name, name_source, name_at, username, username_at)
       WHERE contact.tenant_id = given.tenant_id AND contact.id = given.id AND contact.tenant_id = ANY ($1)`,
      [tenantIds, ...columnsOf(contacts)],
    );
  }

  async insertPeriods(transaction: Transaction, periods: readonly OfTenant<IdentityPeriod>[]): Promise<void> {
    const tenantIds = currentTenants();
    if (periods.length === 0) return;
    const rows = periods.map(({ what }) => what);
    await transaction.query(
      `INSERT INTO contact_identity (tenant_id, id, contact_id, scope, kind, value, valid_from, valid_to, source_delivery_id)
       SELECT * FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
         $9::timestamptz[], $10::uuid[]) AS given (tenant_id) WHERE tenant_id = ANY ($1)`,
      [
        tenantIds,
        periods.map(({ tenantId }) => tenantId),
        rows.map(({ id }) => id),
        rows.map(({ contactId }) => contactId),
        rows.map(({ scope }) => scope),
        rows.map(({ kind }) => kind),
        rows.map(({ value }) => value),
        rows.map(({ validFrom }) => new Date(validFrom)),
        rows.map(({ validTo }) => timeOf(validTo)),
        rows.map(({ sourceDeliveryId }) => sourceDeliveryId),
      ],
    );
  }

  /** Whose they are, and since when and until when. */
  async updatePeriods(transaction: Transaction, periods: readonly OfTenant<IdentityPeriod>[]): Promise<void> {
    const tenantIds = currentTenants();
    if (periods.length === 0) return;
    const rows = periods.map(({ what }) => what);
    await transaction.query(
      `UPDATE contact_identity SET contact_id = given.contact_id, valid_from = given.valid_from, valid_to = given.valid_to
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[])
         AS given (tenant_id, id, contact_id, valid_from, valid_to)
       WHERE contact_identity.tenant_id = given.tenant_id AND contact_identity.id = given.id
         AND contact_identity.tenant_id = ANY ($1)`,
      [
        tenantIds,
        periods.map(({ tenantId }) => tenantId),
        rows.map(({ id }) => id),
        rows.map(({ contactId }) => contactId),
        rows.map(({ validFrom }) => new Date(validFrom)),
        rows.map(({ validTo }) => timeOf(validTo)),
      ],
    );
  }
}

// OFFSET 0 keeps each step a look-up by key: a planner that knows the tables as they were when they were empty joins them
// from the wrong side, each row with each.
const KNOWN_BY_IDENTITY = `
  WITH RECURSIVE named AS (
    SELECT given.tenant_id, identity.contact_id AS id
    FROM unnest($2::uuid[], $3::text[], $4::text[]) AS given (tenant_id, kind, value)
    CROSS JOIN LATERAL (
      SELECT contact_id FROM contact_identity
      WHERE tenant_id = given.tenant_id AND kind = given.kind AND value = given.value OFFSET 0) AS identity
    WHERE given.tenant_id = ANY ($1)
    UNION
    SELECT named.tenant_id, other.contact_id
    FROM named CROSS JOIN LATERAL (
      SELECT kind, value FROM contact_identity
      WHERE tenant_id = named.tenant_id AND contact_id = named.id OFFSET 0) AS own
    CROSS JOIN LATERAL (
      SELECT contact_id FROM contact_identity
      WHERE tenant_id = named.tenant_id AND kind = own.kind AND value = own.value AND contact_id <> named.id
      OFFSET 0) AS other
    WHERE own.kind = 'phone')`;

// With whom a merge was undone, of this contact or of one that is a part of it now: whoever these are now.
const APART = `
  CASE WHEN EXISTS (SELECT 1 FROM contact_merge merge WHERE tenant_id = contact.tenant_id AND into_contact_id = contact.id)
    OR EXISTS (SELECT 1 FROM contact_merge merge WHERE tenant_id = contact.tenant_id AND from_contact_id = contact.id)
  THEN (
    WITH RECURSIVE part AS (
      SELECT contact.tenant_id, contact.id
      UNION
      SELECT part.tenant_id, merge.from_contact_id FROM part JOIN contact_merge merge
        ON merge.tenant_id = part.tenant_id AND merge.into_contact_id = part.id AND merge.undone_at IS NULL),
    other AS (
      SELECT part.tenant_id, undone.from_contact_id AS id FROM part JOIN contact_merge undone
        ON undone.tenant_id = part.tenant_id AND undone.into_contact_id = part.id AND undone.undone_at IS NOT NULL
      UNION
      SELECT part.tenant_id, undone.into_contact_id FROM part JOIN contact_merge undone
        ON undone.tenant_id = part.tenant_id AND undone.from_contact_id = part.id AND undone.undone_at IS NOT NULL),
    line AS (
      SELECT * FROM other
      UNION
      SELECT line.tenant_id, gone.merged_into_id FROM line JOIN contact gone
        ON gone.tenant_id = line.tenant_id AND gone.id = line.id AND gone.merged_into_id IS NOT NULL)
    SELECT array_agg(standing.id) FROM line JOIN contact standing
      ON standing.tenant_id = line.tenant_id AND standing.id = line.id
    WHERE standing.merged_into_id IS NULL AND standing.id <> contact.id)
  END`;

const SELECT_NAMED = `
  SELECT contact.tenant_id AS "tenantId", contact.id, contact.name, contact.name_source AS "nameSource",
    trunc(extract(epoch FROM contact.name_at) * 1000)::float8 AS "nameAt", contact.username,
    trunc(extract(epoch FROM contact.username_at) * 1000)::float8 AS "usernameAt",
    ${APART} AS apart,
    (SELECT json_agg(json_build_object('id', period.id, 'scope', scope, 'kind', kind, 'value', value,
        'validFrom', trunc(extract(epoch FROM valid_from) * 1000), 'validTo', trunc(extract(epoch FROM valid_to) * 1000),
        'sourceDeliveryId', source_delivery_id))
      FROM contact_identity period WHERE period.tenant_id = contact.tenant_id AND period.contact_id = contact.id)
      AS periods
  FROM named CROSS JOIN LATERAL (
    SELECT * FROM contact WHERE tenant_id = named.tenant_id AND id = named.id AND merged_into_id IS NULL OFFSET 0) AS contact
  WHERE named.tenant_id = ANY ($1)`;

function contactOf({ tenantId, id, ...row }: ContactRow): KnownContact {
  return {
    tenantId,
    id,
    name: { text: row.name, source: row.nameSource, at: row.nameAt ?? -Infinity },
    username: row.username === null ? null : { text: row.username, at: row.usernameAt ?? -Infinity },
    apart: row.apart ?? [],
    periods: row.periods.map((period) => ({ ...period, contactId: id })),
  };
}

function columnsOf(contacts: readonly OfTenant<ResolvedContact>[]): unknown[][] {
  const rows = contacts.map(({ what }) => what);
  return [
    contacts.map(({ tenantId }) => tenantId),
    rows.map(({ id }) => id),
    rows.map(({ name }) => name.text),
    rows.map(({ name }) => name.source),
    rows.map(({ name }) => timeOf(name.at)),
    rows.map(({ username }) => username?.text ?? null),
    rows.map(({ username }) => timeOf(username?.at ?? null)),
  ];
}

const timeOf = (at: number | null): Date | null =>
  at === null || !Number.isFinite(at) ? null : new Date(at);
