import { forTenants } from '../../src/kernel/context';
import { GateFactsRepository } from '../../src/messaging/outbound/gate/gate-facts.repository';
import { setTenants } from '../../src/platform/database/database';
import { ExplainedTransaction } from '../inbound/explained-transaction';
import { OutboxScene } from './outbox-scene';

const PEOPLE = 10_000;

describe('what the gate asks about two messages', () => {
  let scene: OutboxScene;
  beforeAll(async () => {
    scene = await OutboxScene.set();
    await scene.database.query(
      `WITH person AS (
         INSERT INTO contact (tenant_id, id, name) SELECT $1, uuidv7(), 'Ana' FROM generate_series(1, $3) RETURNING id),
       theirs AS (
         INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
         SELECT $1, uuidv7(), $2, id, now() FROM person RETURNING id)
       INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, recipient, recipient_kind,
         sending_class, next_attempt_at, occurred_at)
       SELECT $1, uuidv7(), $2, id, 'outbound', 'text', 'queued', '1', 'phone', 'broadcast', now(), now() FROM theirs`,
      [scene.tenantId, scene.channelId, PEOPLE],
    );
  });
  afterAll(() => scene.strike());

  it('is answered without a look at those of others', async () => {
    const rows = await scene.database.query<{ id: string }>('SELECT id FROM message LIMIT 2');
    const pages = await scene.system.preparedTransaction(async (transaction) => {
      await setTenants(transaction, [scene.tenantId]);
      const explained = new ExplainedTransaction(transaction);
      const ids = rows.map(({ id }) => id);
      await forTenants([scene.tenantId], () =>
        new GateFactsRepository()
          .of(explained.asTransaction, scene.channelId, ids, [])
          .catch(() => undefined),
      );
      return explained.pagesRead();
    });
    expect(pages).toBeLessThan(100);
  });
});
