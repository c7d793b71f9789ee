import { statementsInTransactions } from '../inbound/statements-in-transactions';
import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { sendsTo } from '../support/simulator-ledger';

/** The client waits ten seconds for an answer. */
const AFTER_ITS_TIME_MS = 40_000;

/** What befell others who send (facts: reliability.md), each by the name of whom it happened to. */
describe('what went wrong with sending in other products does not go wrong here', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    await product.database.query('UPDATE channel SET echo_enabled = false');
  });
  afterAll(() => product.stop());

  async function sentTo(phone: string): Promise<string> {
    await postSigned(product.apiUrl, textWebhook({ from: phone, body: 'hello' }));
    const conversationId = await eventually(
      'their message is here',
      async () => (await messagesWith(product.database, phone))[0]?.conversationId,
    );
    const message = { conversationId, type: 'text', body: { body: 'How can I help?' } };
    return (await product.as().post<{ id: string }>('/api/v1/messages', message)).body.id;
  }

  const outcomesOf = (id: string, deadlineMs?: number) =>
    eventually(
      'the try is written down',
      async () => {
        const tries = await product.database.query<{ outcome: string | null }>(
          'SELECT outcome FROM delivery_attempt WHERE message_id = $1 ORDER BY number',
          [id],
        );
        return (tries[0]?.outcome ?? null) !== null && tries.map(({ outcome }) => outcome);
      },
      deadlineMs,
    );
  const isRead = (id: string) =>
    eventually('it is read', async () => {
      const [row] = await product.database.query<{ state: string }>(
        'SELECT state FROM message WHERE id = $1',
        [id],
      );
      return row?.state === 'read';
    });
  const acceptedBy = async (phone: string) => (await sendsTo(product, phone, 'graph.accepted')).length;

  it('fazer-ai #259: what was taken and never answered is unknown, and there is no second one', async () => {
    const id = await sentTo('15550100408');
    expect(await outcomesOf(id, AFTER_ITS_TIME_MS)).toEqual(['unknown']);
    expect(await acceptedBy('15550100408')).toBe(1);
  });

  it('courier, the retry after the request was written: a status tells what became of it, and it went out once', async () => {
    const id = await sentTo('15550100499');
    await isRead(id);
    expect(await outcomesOf(id)).toEqual(['unknown']);
    expect(await acceptedBy('15550100499')).toBe(1);
  });

  it.each([
    ['a page with 200', '15550100200', 1],
    ['nothing with 200', '15550100204', 1],
    ['half an answer', '15550100206', 1],
    ['a page with 429', '15550100429', 0],
    ['nothing with 500', '15550100500', 0],
  ])('pywa #230: %s is neither sent nor failed, and is not tried again', async (_what, phone, taken) => {
    // Five of them in a row would be an outage, and nobody would be called.
    await isRead(await sentTo('16505553000'));
    const id = await sentTo(phone);
    expect(await outcomesOf(id)).toEqual(['unknown']);
    expect(await acceptedBy(phone)).toBe(taken);
  });

  it('River #1318: more that waits for its time than one round takes does not hold up what is due', async () => {
    const phone = '16505553001';
    await isRead(await sentTo(phone));
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
         recipient_kind, sending_class, next_attempt_at, occurred_at)
       SELECT tenant_id, gen_random_uuid(), channel_id, conversation_id, 'outbound', 'text', 'queued', 'later', recipient,
         recipient_kind, 'human', now() + interval '1 hour', now()
       FROM message, generate_series(1, 2500) WHERE direction = 'outbound' AND recipient = $1`,
      [phone],
    );
    await isRead(await sentTo('16505553002'));
    await product.database.query(`DELETE FROM message WHERE text = 'later'`);
  });

  it('BullMQ #4729: a queue that brings no wake-up costs a moment, and nothing else', async () => {
    await product.database.query('ALTER SCHEMA bullmq RENAME TO away');
    try {
      await isRead(await sentTo('16505553003'));
    } finally {
      await product.database.query('ALTER SCHEMA away RENAME TO bullmq');
    }
  });

  it('Recall: no transaction that queues, claims or settles a message sends a notification', async () => {
    const statements = await statementsInTransactions(async () => {
      const id = await sentTo('16505553004');
      await isRead(id);
      await outcomesOf(id);
    });
    for (const step of ['INSERT INTO message', 'INSERT INTO delivery_attempt', 'UPDATE delivery_attempt'])
      expect([step, statements.some((sql) => sql.includes(step))]).toEqual([step, true]);
    expect(statements.filter((sql) => /notify/i.test(sql))).toEqual([]);
  });
});
