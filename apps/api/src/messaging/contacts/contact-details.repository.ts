import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../kernel/context';
import { Transaction } from '../../platform/database/transaction';
import { NameSource } from './contact-name';
import { Merge } from './people';

export interface ContactDetails {
  readonly id: string;
  readonly name: string;
  readonly nameSource: NameSource;
  readonly username: string | null;
  readonly identities: readonly {
    readonly kind: string;
    readonly value: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  readonly preferences: readonly {
    readonly channelId: string;
    readonly category: string;
    readonly value: string;
    readonly detail: string | null;
    readonly occurredAt: string;
  }[];
  readonly merges: readonly {
    readonly id: string;
    readonly fromContactId: string;
    readonly fromName: string;
    readonly reason: Merge['reason'];
    readonly mergedAt: string;
    readonly mergedByName: string | null;
    readonly undoneAt: string | null;
  }[];
}

export interface ContactStanding {
  readonly id: string;
  readonly name: string;
  /** Into another. */
  readonly isMerged: boolean;
}

/** A contact as its tenant sees it. */
@Injectable()
export class ContactDetailsRepository {
  /** Of one that was merged into another, the other. */
  async find(transaction: Transaction, id: string): Promise<ContactDetails | null> {
    const rows: ContactDetails[] = await transaction.query(DETAILS, [currentTenant(), id]);
    return rows[0] ?? null;
  }

  /** Which of them there are, and which of these were merged into another. */
  standing(transaction: Transaction, ids: readonly string[]): Promise<ContactStanding[]> {
    return transaction.query(
      `SELECT id, name, merged_into_id IS NOT NULL AS "isMerged" FROM contact
       WHERE tenant_id = $1 AND id = ANY ($2::uuid[])`,
      [currentTenant(), ids],
    );
  }
}

// An identity may be known from several accounts; to a person it is one.
const DETAILS = `
  WITH RECURSIVE line AS (
    SELECT merging.id, merging.merged_into_id FROM contact merging WHERE merging.tenant_id = $1 AND merging.id = $2
    UNION ALL
    SELECT merging.id, merging.merged_into_id FROM line JOIN contact merging ON merging.id = line.merged_into_id
    WHERE merging.tenant_id = $1)
  SELECT contact.id, contact.name, contact.name_source AS "nameSource", contact.username,
    coalesce((SELECT json_agg(json_build_object('kind', kind, 'value', value, 'validFrom', valid_from, 'validTo', valid_to)
        ORDER BY valid_to IS NULL DESC, valid_from DESC, value)
      FROM (SELECT kind, value, min(valid_from) AS valid_from, nullif(max(coalesce(valid_to, 'infinity')), 'infinity') AS valid_to
        FROM contact_identity identity WHERE identity.tenant_id = $1 AND identity.contact_id = contact.id
        GROUP BY kind, value) AS identity), '[]') AS identities,
    coalesce((SELECT json_agg(json_build_object('channelId', channel_id, 'category', category, 'value', value,
        'detail', detail, 'occurredAt', occurred_at) ORDER BY category, channel_id)
      FROM contact_preference preference
      WHERE preference.tenant_id = $1 AND preference.contact_id = contact.id), '[]') AS preferences,
    coalesce((SELECT json_agg(json_build_object('id', merge.id, 'fromContactId', from_contact_id, 'fromName', gone.name,
        'reason', reason, 'mergedAt', merged_at, 'mergedByName', merged_by_name, 'undoneAt', undone_at)
        ORDER BY merged_at DESC, merge.id)
      FROM contact_merge merge JOIN contact gone ON gone.tenant_id = merge.tenant_id AND gone.id = merge.from_contact_id
      WHERE merge.tenant_id = $1 AND merge.into_contact_id = contact.id), '[]') AS merges
  FROM contact WHERE contact.tenant_id = $1 AND contact.id = (SELECT id FROM line WHERE merged_into_id IS NULL)`;
