import { Injectable } from '@nestjs/common';
import { currentTenants } from '../../../kernel/context';
import { Transaction } from '../../../platform/database/transaction';
import { firstDayOf } from '../id-range';

export interface ProducedRow {
  readonly eventId: string;
  readonly id: string | null;
  readonly conversationId: string | null;
}

/** What the events of a delivery became in the tables of its tenants. */
@Injectable()
export class ProducedRowsRepository {
  /** Of those events of the current tenants that were applied. */
  ofDelivery(transaction: Transaction, deliveryId: string): Promise<ProducedRow[]> {
    return transaction.query(
      `SELECT event.id AS "eventId", message.conversation_id AS "conversationId",
         CASE event.kind WHEN 'message' THEN message.id WHEN 'status' THEN status.id WHEN 'person' THEN event.contact_id
           WHEN 'preference' THEN preference.id WHEN 'account' THEN account.id END AS id
       FROM inbox_event event
       LEFT JOIN message ON event.kind IN ('message', 'status')
         AND message.tenant_id = event.tenant_id AND message.channel_id = event.channel_id
         AND message.provider_message_id = event.element->>'providerMessageId'
       LEFT JOIN message_status status ON event.kind = 'status'
         AND status.tenant_id = event.tenant_id AND status.channel_id = event.channel_id
         AND status.provider_message_id = event.element->>'providerMessageId'
         AND status.status = event.element->>'status' AND status.recipient = event.element->>'recipient'
       LEFT JOIN contact_preference preference ON event.kind = 'preference'
         AND preference.tenant_id = event.tenant_id AND preference.contact_id = event.contact_id
         AND preference.channel_id = event.channel_id AND preference.category = event.element->>'category'
       LEFT JOIN LATERAL (
         SELECT id FROM account_event
         WHERE event.kind = 'account' AND account_event.tenant_id = event.tenant_id
           AND account_event.account_id = event.element->'whereabouts'->>'accountId'
           AND account_event.field = event.element->>'field'
           AND account_event.payload = (event.element->'payload')::jsonb
         ORDER BY account_event.id LIMIT 1) AS account ON true
       WHERE event.delivery_id = $1 AND event.day >= $3 AND event.state = 'done' AND event.tenant_id = ANY ($2)`,
      [deliveryId, currentTenants(), firstDayOf(deliveryId)],
    );
  }
}
