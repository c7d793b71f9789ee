import { INestApplicationContext } from '@nestjs/common';
import { forTenants } from '../../src/kernel/context';
import { laneOf } from '../../src/messaging/inbound/lane';
import { PendingEvents } from '../../src/messaging/inbound/pending-events';
import { setTenants, SystemDatabase } from '../../src/platform/database/database';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

const ONE = '16505586001';
const OTHER = '16505586002';

describe('when two contacts turn out to be one', () => {
  let product: Product;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    worker = await product.startWorker();
    for (const from of [ONE, OTHER]) await postSigned(product.apiUrl, textWebhook({ from, body: 'first' }));
    await inboxIsEmpty(product.database);
  });
  afterAll(() => product.stop());

  async function contactOf(phone: string): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      'SELECT contact_id AS id FROM contact_identity WHERE value = $1',
      [phone],
    );
    return row?.id ?? '';
  }

  /** Events as the last one of that person, that wait until they are told to go. */
  async function addWaiting(phone: string, ...texts: string[]): Promise<void> {
    for (const text of texts)
      await product.database.query(
        `INSERT INTO inbox_event (delivery_id, ordinal, provider, tenant_id, channel_id, contact_id, lane, order_key, kind,
           element, received_at, state, next_attempt_at)
         SELECT uuidv7(), 0, provider, tenant_id, channel_id, contact_id, lane, order_key, kind,
           (element::jsonb || jsonb_build_object('text', $2::text, 'providerMessageId', $2::text))::json, now(),
           'retrying', now() + interval '1 day'
         FROM inbox_event WHERE contact_id = $1 AND kind = 'message' ORDER BY id LIMIT 1`,
        [await contactOf(phone), text],
      );
  }

  const go = (): Promise<unknown> =>
    product.database.query(`UPDATE inbox_event SET state = 'pending' WHERE state = 'retrying'`);

  it('what waits for the one waits for the other, in the order of receipt', async () => {
    await addWaiting(OTHER, 'a');
    await addWaiting(ONE, 'b', 'c');
    await addWaiting(OTHER, 'd');
    const [fromContactId, intoContactId] = [await contactOf(ONE), await contactOf(OTHER)];
    const { tenantId } = product;
    await worker.get(SystemDatabase).systemTransaction(async (transaction) => {
      await setTenants(transaction, [tenantId]);
      await forTenants([tenantId], () =>
        worker.get(PendingEvents).moveToContact(transaction, { tenantId, fromContactId, intoContactId }),
      );
    });

    const waiting = await product.database.query<{ channelId: string; lane: number }>(
      `SELECT contact_id AS "contactId", order_key AS "orderKey", lane, channel_id AS "channelId" FROM inbox_event
       WHERE state = 'retrying'`,
    );
    const [{ channelId = '' } = {}] = waiting;
    const lane = laneOf(tenantId, channelId, intoContactId);
    expect(waiting).toEqual(
      Array.from({ length: 4 }, () => ({
        contactId: intoContactId,
        orderKey: intoContactId,
        lane,
        channelId,
      })),
    );
    await go();
    await inboxIsEmpty(product.database);
    const applied = await product.database.query<{ text: string }>(
      `SELECT text FROM message WHERE length(text) = 1 ORDER BY id`,
    );
    expect(applied.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('what still waits for the one that is gone is applied for the one that stays', async () => {
    await addWaiting(ONE, 'for the one that is gone');
    await product.database.query('UPDATE contact SET merged_into_id = $2 WHERE id = $1', [
      await contactOf(ONE),
      await contactOf(OTHER),
    ]);
    await go();
    await inboxIsEmpty(product.database);
    const texts = (await messagesWith(product.database, OTHER)).map(({ text }) => text);
    expect(texts).toContain('for the one that is gone');
    expect(product.complaints()).toEqual([]);
  });
});
