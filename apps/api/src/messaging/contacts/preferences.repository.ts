import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { Transaction } from '../../platform/database/transaction';
import { PreferenceElement } from '../communication-adapter';
import { toldTimeOf } from '../messages/occurrence';

export interface ReceivedPreference {
  readonly tenantId: string;
  readonly channelId: string;
  readonly contactId: string;
  readonly receivedAt: Date;
  readonly element: PreferenceElement;
}

/** What people allow. */
@Injectable()
export class PreferencesRepository {
  /** The latest word of each counts, in whatever order they come; of two of one moment the one that sorts last. */
  async receiveAll(transaction: Transaction, items: readonly ReceivedPreference[]): Promise<void> {
    const tenantIds = currentTenants();
    if (items.length === 0) return;
    await transaction.query(
      `INSERT INTO contact_preference AS known
         (tenant_id, id, contact_id, channel_id, category, value, detail, occurred_at, payload)
       SELECT DISTINCT ON (tenant_id, contact_id, channel_id, category) given.*
       FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
         $10::jsonb[]) AS given (tenant_id, id, contact_id, channel_id, category, value, detail, occurred_at, payload)
       WHERE tenant_id = ANY ($1)
       ORDER BY tenant_id, contact_id, channel_id, category, occurred_at DESC, value DESC, payload DESC
       ON CONFLICT (tenant_id, contact_id, channel_id, category) DO UPDATE
         SET value = EXCLUDED.value, detail = EXCLUDED.detail, occurred_at = EXCLUDED.occurred_at, payload = EXCLUDED.payload
         WHERE (known.occurred_at, known.value, known.payload) < (EXCLUDED.occurred_at, EXCLUDED.value, EXCLUDED.payload)`,
      [
        tenantIds,
        items.map(({ tenantId }) => tenantId),
        items.map(() => newId()),
        items.map(({ contactId }) => contactId),
        items.map(({ channelId }) => channelId),
        items.map(({ element }) => element.category),
        items.map(({ element }) => element.value),
        items.map(({ element }) => element.detail),
        items.map(({ element, receivedAt }) => toldTimeOf(element, receivedAt)),
        items.map(({ element }) => JSON.stringify(element.payload)),
      ],
    );
  }
}
