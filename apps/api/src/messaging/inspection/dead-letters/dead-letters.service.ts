import { Injectable } from '@nestjs/common';
import { notFound } from '../../../kernel/problem';
import { SystemDatabase } from '../../../platform/database/database';
import { pageOf, placeOf } from '../../../platform/http/page';
import { DeedsInTenants } from '../deeds-in-tenants';
import { shownBytes } from '../shown-bytes';
import { namedTenant } from '../tenant-filter';
import { TenantName, TenantNamesRepository } from '../tenant-names.repository';
import { DeadLetterRow, DeadLetterRowsRepository } from './dead-letter-rows.repository';
import {
  DeadLetterDetailDto,
  DeadLetterDto,
  DeadLetterGroupDto,
  DeadLetterPageDto,
  DeadLetterQuery,
} from './dead-letters.dto';

@Injectable()
export class DeadLettersService {
  constructor(
    private readonly database: SystemDatabase,
    private readonly letters: DeadLetterRowsRepository,
    private readonly tenants: TenantNamesRepository,
    private readonly deeds: DeedsInTenants,
  ) {}

  groups(): Promise<DeadLetterGroupDto[]> {
    return this.database.systemTransaction(async (transaction) => {
      const groups = await this.letters.groups(transaction);
      const ids = groups.flatMap(({ tenantIds }) => tenantIds ?? []);
      const tenants = await this.tenants.ofAcrossTenants(transaction, ids);
      return groups.map(({ tenantIds, oldestAt, newestAt, ...group }) => ({
        ...group,
        oldestAt: oldestAt.toISOString(),
        newestAt: newestAt.toISOString(),
        tenants: (tenantIds ?? []).flatMap((id) => nameOf(tenants.get(id)) ?? []),
      }));
    });
  }

  /** @throws Problem 400 for a cursor that we did not make, or a tenant that does not exist */
  list(query: DeadLetterQuery): Promise<DeadLetterPageDto> {
    const after = placeOf(query);
    return this.database.systemTransaction(async (transaction) => {
      const tenantId = await namedTenant(this.tenants, transaction, query.tenantSlug);
      const { state, stage = null, reason = null } = query;
      const rows = await this.letters.list(
        transaction,
        { state, stage, reason, tenantId },
        query.limit + 1,
        after,
      );
      const page = pageOf(rows, query.limit);
      const tenants = await this.tenants.ofAcrossTenants(transaction, tenantsOf(page.rows));
      return { data: page.rows.map((row) => letterOf(row, tenants)), nextCursor: page.nextCursor };
    });
  }

  /** With what is in it, which is recorded in the log, and in the trail of the tenant whose it is. @throws Problem 404 */
  open(id: string): Promise<DeadLetterDetailDto> {
    return this.database.systemTransaction(async (transaction) => {
      const letter = await this.letters.find(transaction, id);
      if (letter === null) throw notFound('dead letter');
      const tenants = await this.tenants.ofAcrossTenants(transaction, tenantsOf([letter]));
      await this.deeds.opened(transaction, { kind: 'dead_letter', id }, tenantsOf([letter]));
      return {
        ...letterOf(letter, tenants),
        element: objectOf(letter.element),
        body: letter.body === null ? null : shownBytes(letter.body),
      };
    });
  }
}

export const tenantsOf = (rows: readonly { readonly tenantId: string | null }[]): string[] =>
  rows.flatMap(({ tenantId }) => tenantId ?? []);

export function letterOf(row: DeadLetterRow, tenants: ReadonlyMap<string, TenantName>): DeadLetterDto {
  const { id, provider, deliveryId, ordinal, stage, reason, detail, channelId, attempts, state, note } = row;
  return {
    ...{ id, provider, deliveryId, ordinal, stage, reason, detail, channelId, attempts, state, note },
    tenant: row.tenantId === null ? null : nameOf(tenants.get(row.tenantId)),
    receivedAt: row.receivedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}

export const nameOf = (tenant: TenantName | undefined): DeadLetterDto['tenant'] =>
  tenant === undefined ? null : { slug: tenant.slug, name: tenant.name };

/** What was set aside may be any JSON. */
function objectOf(element: unknown): Record<string, unknown> | null {
  if (element === null || element === undefined) return null;
  const isObject = typeof element === 'object' && !Array.isArray(element);
  return isObject ? (element as Record<string, unknown>) : { payload: element };
}
