import { forTenants } from '../../src/kernel/context';
import { newId } from '../../src/kernel/ids';
import {
  InboxEvent,
  InboxEventsRepository,
  NewInboxEvent,
} from '../../src/messaging/inbound/inbox-events.repository';
import { ALL_DAYS } from '../../src/messaging/inbound/waiting';
import { createDataSource } from '../../src/platform/database/data-source';
import { setTenants, SystemDatabase } from '../../src/platform/database/database';
import { Transaction } from '../../src/platform/database/transaction';
import { createTestDatabase, TestDatabase } from '../support/test-database';
import { ExplainedTransaction } from './explained-transaction';

const LANE = 5;
const MEGABYTE = 1024 * 1024;

describe('of the events that ever came', () => {
  let database: TestDatabase;
  let system: SystemDatabase;
  const events = new InboxEventsRepository();
  const tenantId = newId();
  const channelId = newId();
  const contactId = newId();

  beforeAll(async () => {
    database = await createTestDatabase();
    system = new SystemDatabase(await createDataSource(database.systemUrl, 'claims', 1).initialize());
  });
  afterAll(async () => {
    await system.source.destroy();
    await database.drop();
  });
  beforeEach(() => database.query('TRUNCATE inbox_event'));

  const eventOf = (changes: Partial<NewInboxEvent>): NewInboxEvent => ({
    ...{ deliveryId: newId(), ordinal: 0, provider: 'whatsapp', tenantId, channelId, contactId, lane: LANE },
    ...{ orderKey: contactId, receivedAt: new Date(), isDone: false },
    element: { kind: 'account' } as NewInboxEvent['element'],
    ...changes,
  });

  const inTransaction = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    system.preparedTransaction(async (transaction) => {
      await setTenants(transaction, [tenantId]);
      return forTenants([tenantId], () => work(transaction));
    });

  it('those that wait are found when two people turn out to be one, and no other is read', async () => {
    await inTransaction((transaction) =>
      events.insert(
        transaction,
        Array.from({ length: 5_000 }, (_, index) => eventOf({ isDone: index % 1_000 !== 0 })),
      ),
    );
    await database.query(
      `UPDATE inbox_event SET state = 'retrying' WHERE id = (SELECT max(id) FROM inbox_event WHERE state = 'pending')`,
    );
    await database.query('ANALYZE inbox_event');
    let read = 0;
    const intoContactId = newId();
    await inTransaction(async (transaction) => {
      const explained = new ExplainedTransaction(transaction);
      const moves = [channelId, newId()].map((id) => ({ channelId: id, from: LANE, into: LANE + 1 }));
      const of = { tenantId, fromContactId: contactId, intoContactId };
      await events.moveToContact(explained.asTransaction, of, moves, ALL_DAYS);
      read = explained.rowsRead('inbox_event');
    });
    const [moved] = await database.query<{ count: number }>(
      'SELECT count(*)::int FROM inbox_event WHERE contact_id = $1 AND lane = $2',
      [intoContactId, LANE + 1],
    );
    expect(moved).toEqual({ count: 5 });
    expect(read).toBeLessThan(20);
  });

  it('no more are claimed at once than fit into memory, of each tenant its first, and at least one', async () => {
    const element = {
      kind: 'account',
      payload: 'x'.repeat(3 * MEGABYTE),
    } as unknown as NewInboxEvent['element'];
    const other = newId();
    await inTransaction(async (transaction) => {
      for (let index = 0; index < 12; index++) await events.insert(transaction, [eventOf({ element })]);
      await events.insert(transaction, [eventOf({ tenantId: other })]);
    });
    const claim = (): Promise<InboxEvent[]> =>
      inTransaction((transaction) =>
        events.claim(transaction, [LANE], {
          ...{ days: ALL_DAYS, limit: 1_000, perTurn: 64 },
        }),
      );
    const claimed = await claim();
    expect(claimed.map((event) => event.tenantId)).toEqual([...Array<string>(6).fill(tenantId), other]);
    expect(claimed.map(({ id }) => Number(id))).toEqual(
      claimed.map(({ id }) => Number(id)).sort((a, b) => a - b),
    );

    await database.query('TRUNCATE inbox_event');
    const whole = {
      kind: 'account',
      payload: 'x'.repeat(17 * MEGABYTE),
    } as unknown as NewInboxEvent['element'];
    await inTransaction((transaction) =>
      events.insert(transaction, [eventOf({ element: whole }), eventOf({})]),
    );
    expect(await claim()).toHaveLength(1);
  });
});
