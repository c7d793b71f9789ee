import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import { DeliveryAttemptsRepository } from '../../src/messaging/outbound/delivery-attempts.repository';
import { setTenants } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { ExplainedTransaction } from '../inbound/explained-transaction';
import { EVERYTHING, OutboxScene } from './outbox-scene';

const OTHERS = 3_000;

describe('sending one message', () => {
  let scene: OutboxScene;
  let id: string;
  const owner = newId();

  beforeAll(async () => {
    scene = await OutboxScene.set();
    await scene.queue('broadcast');
    id = await scene.queue('human');
    await scene.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, recipient, recipient_kind,
         sending_class, next_attempt_at, occurred_at, fence)
       SELECT tenant_id, gen_random_uuid(), channel_id, conversation_id, 'outbound', 'text',
         CASE WHEN serial % 2 = 0 THEN 'sending' ELSE 'queued' END::message_state, recipient, 'phone', 'broadcast', now(), now(), 1
       FROM message, generate_series(1, $1) AS serial WHERE sending_class = 'broadcast'`,
      [OTHERS],
    );
    await scene.database.query(
      `INSERT INTO delivery_attempt (tenant_id, message_id, number) SELECT tenant_id, id, 1 FROM message WHERE state = 'sending'`,
    );
    await scene.database.query('ANALYZE');
    // The last thing: it lasts for five seconds.
    await scene.hold(owner);
  });
  afterAll(() => scene.strike());

  /** How many rows of the table the statements of an engine looked at. */
  const rowsRead = (table: string, work: (transaction: Transaction) => Promise<unknown>): Promise<number> =>
    scene.system.preparedTransaction(async (transaction) => {
      await setTenants(transaction, [scene.tenantId]);
      const explained = new ExplainedTransaction(transaction);
      await forTenants([scene.tenantId], () => work(explained.asTransaction));
      return explained.rowsRead(table);
    });

  it('claims it without reading those that wait behind it, or are on their way', async () => {
    const most = { ...EVERYTHING, bot: 0, api: 0, broadcast: 0 };
    const claim = { channelId: scene.channelId, owner, fence: '1', most };
    expect(await rowsRead('message', (transaction) => scene.outbox.claim(transaction, claim))).toBeLessThan(
      10,
    );
    expect(await scene.stateOf(id)).toBe('sending');
  });

  it('writes down that it was accepted without reading the others', async () => {
    const accepted = { ...scene.key, id, providerMessageId: 'wamid.1' };
    const read = rowsRead('message', (transaction) => scene.outbox.markAccepted(transaction, [accepted]));
    expect(await read).toBeLessThan(10);
  });

  it('writes down what else became of it without reading the others', async () => {
    const settled = { tenantId: scene.tenantId, id, state: 'unknown', afterMs: 0, counted: true } as const;
    const failure = { code: 'why', reason: 'Because.' };
    const [{ claimedAt = '' } = {}] = await scene.database.query<{ claimedAt: string }>(
      'SELECT claimed_at::text AS "claimedAt" FROM message WHERE id = $1',
      [id],
    );
    const read = rowsRead('message', (transaction) =>
      scene.outbox.settle(transaction, [{ ...settled, failure, claimedAt }]),
    );
    expect(await read).toBeLessThan(10);
  });

  it('finishes its try without reading those of others', async () => {
    const facts = { httpStatus: 200, code: null, traceId: null, bytesWritten: true };
    const finished = {
      tenantId: scene.tenantId,
      messageId: id,
      number: 1,
      outcome: 'accepted',
      reason: null,
      facts,
    };
    const read = rowsRead('delivery_attempt', (transaction) =>
      new DeliveryAttemptsRepository().finish(transaction, [finished]),
    );
    expect(await read).toBeLessThan(10);
  });
});
