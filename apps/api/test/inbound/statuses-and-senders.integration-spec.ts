import { INestApplicationContext } from '@nestjs/common';
import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { OutboxRepository } from '../../src/messaging/outbound/outbox.repository';
import { ReceivedStatus, StatusesRepository } from '../../src/messaging/messages/statuses.repository';
import { SystemDatabase } from '../../src/platform/database/database';
import { META, textWebhook, postSigned } from '../support/meta';
import { inboxIsEmpty } from '../support/inbox';
import { Product } from '../support/product';

const ROUNDS = 40;
const AT = '2026-06-01T12:00:00.000Z';

interface Place {
  readonly channelId: string;
  readonly conversationId: string;
}

describe('a status and the answer to the send, at once', () => {
  let product: Product;
  let worker: INestApplicationContext;
  let place: Place;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    worker = await product.startWorker();
    await postSigned(product.apiUrl, textWebhook({ from: '16505559901' }));
    await inboxIsEmpty(product.database);
    [place = { channelId: '', conversationId: '' }] = await product.database.query<Place>(
      'SELECT channel_id AS "channelId", id AS "conversationId" FROM conversation',
    );
  });
  afterAll(() => product.stop());

  /** A message on its way: the call to the provider has not been answered yet. */
  async function sending(): Promise<string> {
    const id = newId();
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, occurred_at, claimed_at)
       VALUES ($1, $2, $3, $4, 'outbound', 'text', 'sending', 'hi', now(), now())`,
      [product.tenantId, id, place.channelId, place.conversationId],
    );
    return id;
  }

  const answered = (id: string, wamid: string): Promise<unknown> =>
    forTenants([product.tenantId], () =>
      worker.get(SystemDatabase).transaction(async (transaction) => {
        const statuses = worker.get(StatusesRepository);
        const accepted = [
          { tenantId: product.tenantId, id, channelId: place.channelId, providerMessageId: wamid },
        ];
        await statuses.lockAll(transaction, accepted);
        await worker.get(OutboxRepository).markAccepted(transaction, accepted);
        await statuses.applyToNewMessages(transaction, accepted);
      }),
    );

  const told = (wamid: string, status: string, callbackId: string | null = null): ReceivedStatus => ({
    tenantId: product.tenantId,
    channelId: place.channelId,
    receivedAt: new Date(),
    element: {
      kind: 'status',
      whereabouts: { channelExternalId: META.phoneNumberId, accountId: null, address: null },
      occurredAt: AT,
      payload: { status },
      providerMessageId: wamid,
      status,
      recipient: '16505559901',
      callbackId,
      failure: null,
      pricing: { billable: true },
    },
  });

  const received = (...statuses: ReceivedStatus[]) =>
    forTenants([product.tenantId], () =>
      worker
        .get(SystemDatabase)
        .transaction((transaction) => worker.get(StatusesRepository).receiveAll(transaction, statuses)),
    );

  const messageOf = async (id: string) =>
    (
      await product.database.query<{ state: string; wamid: string | null }>(
        'SELECT state, provider_message_id AS wamid FROM message WHERE id = $1',
        [id],
      )
    )[0];

  it('neither loses the other', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const id = await sending();
      const wamid = `wamid.race${round}`;
      await Promise.all([
        answered(id, wamid),
        received(told(wamid, 'delivered')),
        received(told(wamid, 'sent')),
      ]);
      expect(await messageOf(id)).toEqual({ state: 'delivered', wamid });
    }
  });

  it('with our own id in it, it is known whose it is before the answer, and without one', async () => {
    const id = await sending();
    const changes = await received(told('wamid.ours', 'delivered', id));
    expect(changes).toEqual([{ tenantId: product.tenantId, conversationId: place.conversationId }]);
    expect(await messageOf(id)).toEqual({ state: 'delivered', wamid: 'wamid.ours' });
    await received(told('wamid.ours', 'read'));
    expect(await messageOf(id)).toMatchObject({ state: 'read' });
  });

  it('does not lower what the sender knows', async () => {
    const [id, wamid] = [await sending(), 'wamid.higher'];
    await answered(id, wamid);
    await product.database.query(`UPDATE message SET state = 'failed' WHERE id = $1`, [id]);
    await received(told(wamid, 'sent'));
    expect(await messageOf(id)).toEqual({ state: 'failed', wamid });
  });

  it('that was told before is no change', async () => {
    const id = await sending();
    await received(told('wamid.again', 'delivered', id));
    expect(
      await received(told('wamid.again', 'delivered', id), told('wamid.again', 'sent', id)),
    ).toHaveLength(1);
    expect(await received(told('wamid.again', 'delivered', id), told('wamid.again', 'warning'))).toEqual([]);
  });

  it('with an id in it that is not ours, or of another message, changes nothing else', async () => {
    const id = await sending();
    await received(told('wamid.first', 'sent', id));
    await received(told('wamid.second', 'read', id), told('wamid.third', 'read', 'their own id'));
    expect(await messageOf(id)).toEqual({ state: 'sent', wamid: 'wamid.first' });
  });

  it('of many messages in opposite orders ends, without one waiting for the other for ever', async () => {
    const wamids = Array.from({ length: 30 }, (_, index) => `wamid.many${index}`);
    for (const wamid of wamids) await answered(await sending(), wamid);
    const statuses = wamids.map((wamid) => told(wamid, 'delivered'));
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        received(...(index % 2 === 0 ? statuses : statuses.toReversed())),
      ),
    );
    const states = await product.database.query(
      `SELECT DISTINCT state FROM message WHERE provider_message_id LIKE 'wamid.many%'`,
    );
    expect(states).toEqual([{ state: 'delivered' }]);
  });

  it('is kept word for word, with its price, the earlier of two that differ', async () => {
    const later = told('wamid.kept', 'sent');
    const earlier = {
      ...later,
      element: { ...later.element, occurredAt: '2026-06-01T11:00:00Z', payload: { n: 1 } },
    };
    await received(later);
    await received(earlier);
    await received(later, earlier);
    const rows = await product.database.query(
      `SELECT occurred_at AS at, payload, pricing FROM message_status WHERE provider_message_id = 'wamid.kept'`,
    );
    expect(rows).toEqual([
      { at: new Date('2026-06-01T11:00:00Z'), payload: { n: 1 }, pricing: { billable: true } },
    ]);
  });
});
