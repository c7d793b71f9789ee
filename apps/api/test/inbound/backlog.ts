import { newId } from '../../src/kernel/ids';
import { StatusElement } from '../../src/messaging/communication-adapter';
import { laneOf } from '../../src/messaging/inbound/lane';
import { textWebhook } from '../support/meta';
import { TestDatabase } from '../support/test-database';

/** News of messages that nobody knows: what a delivery would have become, written past the door and the exploder. */
export async function addBacklog(database: TestDatabase, tenantId: string, count: number): Promise<void> {
  const [channel] = await database.query<{ id: string }>('SELECT id FROM channel WHERE tenant_id = $1', [
    tenantId,
  ]);
  const channelId = channel?.id ?? '';
  const elements = Array.from({ length: count }, () => unheardOfStatus());
  await database.query(
    `INSERT INTO inbox_event (delivery_id, ordinal, provider, tenant_id, channel_id, lane, order_key, kind, element,
       received_at)
     SELECT $1, 0, 'whatsapp', $2, $3, lane, order_key, 'status', element, now()
     FROM unnest($4::smallint[], $5::text[], $6::json[]) AS given (lane, order_key, element)`,
    [
      newId(),
      tenantId,
      channelId,
      elements.map(({ providerMessageId }) => laneOf(tenantId, channelId, providerMessageId)),
      elements.map(({ providerMessageId }) => providerMessageId),
      elements.map((element) => JSON.stringify(element)),
    ],
  );
}

/** One webhook of each of these people, as the door would have stored them, in that order. */
export async function addDeliveries(
  database: TestDatabase,
  accountId: string | null,
  people: readonly string[],
): Promise<void> {
  await database.query(
    `INSERT INTO webhook_delivery (id, provider, account_id, body)
     SELECT id, 'whatsapp', $1, body FROM unnest($2::uuid[], $3::bytea[]) AS given (id, body)`,
    [
      accountId,
      people.map(() => newId()),
      people.map((from) => Buffer.from(JSON.stringify(textWebhook({ from })))),
    ],
  );
}

function unheardOfStatus(): StatusElement {
  return {
    kind: 'status',
    whereabouts: { channelExternalId: 'any', accountId: null, address: null },
    occurredAt: new Date().toISOString(),
    payload: {},
    providerMessageId: `wamid.${newId()}`,
    status: 'delivered',
    recipient: '16505550000',
    callbackId: null,
    failure: null,
    pricing: null,
  };
}
