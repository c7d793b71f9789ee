import { newId } from '../../src/kernel/ids';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { META, postSigned, textWebhook } from '../support/meta';
import { newOperator, newPhoneNumberId, OPERATOR, postTexts } from '../support/operator';
import { Product } from '../support/product';

interface State {
  readonly oldestWaitingSeconds: number | null;
  readonly oldestWaitingAt: string | null;
  readonly deliveriesWaiting: number;
  readonly eventsWaiting: number;
  readonly eventsRetrying: number;
  readonly deadLettersWaiting: number;
  readonly atLeast: boolean;
  readonly lastMinute: {
    received: number;
    applied: number;
    applyP50Ms: number | null;
    applyP99Ms: number | null;
  };
  readonly lanes: { lane: number; waiting: number; retrying: number; attempts: number }[];
  readonly tenants: { id: string; slug: string; waiting: number; oldestWaitingAt: string | null }[];
  readonly media: { waiting: number; failed: number };
}

describe('what waits', () => {
  let product: Product;
  let operator: Client;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    operator = newOperator(product).client;
  });
  afterAll(() => product.stop());

  /** As it is measured, at most a second later, once it is so. What took long to measure is kept ten times as long. */
  const stateWith = (what: string, isSo: (state: State) => boolean): Promise<State> =>
    eventually(
      what,
      async () => {
        const { body } = await operator.get<State>(`${OPERATOR}/inbound`);
        return isSo(body) && body;
      },
      60_000,
    );

  it('is nothing in the beginning', async () => {
    expect((await operator.get<State>(`${OPERATOR}/inbound`)).body).toEqual({
      oldestWaitingSeconds: null,
      oldestWaitingAt: null,
      deliveriesWaiting: 0,
      eventsWaiting: 0,
      eventsRetrying: 0,
      deadLettersWaiting: 0,
      atLeast: false,
      lastMinute: { received: 0, applied: 0, applyP50Ms: null, applyP99Ms: null },
      lanes: [],
      tenants: [],
      media: { waiting: 0, failed: 0 },
      measuredAt: expect.any(String) as string,
    });
  });

  it('is each webhook that nobody has taken apart, and the age of the oldest is the headline', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550031' }));
    await postSigned(product.apiUrl, textWebhook({ from: '16505550032' }));
    await product.database.query(
      `UPDATE webhook_delivery SET received_at = received_at - interval '90 seconds'
       WHERE id = (SELECT id FROM webhook_delivery ORDER BY id LIMIT 1)`,
    );
    const state = await stateWith('both wait', ({ deliveriesWaiting }) => deliveriesWaiting === 2);
    const aged = await stateWith(
      'the headline is a minute and a half',
      (one) => (one.oldestWaitingSeconds ?? 0) >= 90,
    );
    expect(state.eventsWaiting).toBe(0);
    expect(aged.oldestWaitingSeconds).toBeLessThan(120);
    expect(aged.lastMinute.received).toBe(2);
  });

  it('is told by lane and by tenant, the tenant with the most first', async () => {
    const other = await product.addTenant('other', newPhoneNumberId(), false);
    await stuckEvents(product.tenantId, 3, { lane: 7, state: 'pending', minutes: 20 });
    await stuckEvents(product.tenantId, 1, { lane: 7, state: 'retrying', minutes: 30 });
    await stuckEvents(other, 9, { lane: 60, state: 'retrying', minutes: 1 });
    await product.database.query('UPDATE lane SET attempts = 2 WHERE lane = 9');
    const state = await stateWith('they wait', ({ eventsRetrying }) => eventsRetrying === 10);
    expect(state.eventsWaiting).toBe(3);
    expect(Math.round((state.oldestWaitingSeconds ?? 0) / 60)).toBe(30);
    expect(
      state.lanes.map(({ lane, waiting, retrying, attempts }) => [lane, waiting, retrying, attempts]),
    ).toEqual([
      [7, 3, 1, 0],
      [9, 0, 0, 2],
      [60, 0, 9, 0],
    ]);
    expect(state.tenants.map(({ id, slug, waiting }) => [id, slug, waiting])).toEqual([
      [other, 'other', 9],
      [product.tenantId, 'demo', 4],
    ]);
    expect(state.tenants[1]?.oldestWaitingAt).toBe(state.oldestWaitingAt);
    await product.database.query(`DELETE FROM inbox_event; UPDATE lane SET attempts = 0`);
  });

  it('is nothing again when a worker has done its work, and the last minute tells how fast', async () => {
    await product.startWorker();
    await inboxIsEmpty(product.database);
    const state = await stateWith('all is applied', ({ lastMinute }) => lastMinute.applied === 2);
    expect(state).toMatchObject({ oldestWaitingSeconds: null, deliveriesWaiting: 0, eventsWaiting: 0 });
    expect(state.lastMinute.applyP50Ms).toBeGreaterThanOrEqual(0);
    expect(state.lastMinute.applyP99Ms).toBeGreaterThanOrEqual(state.lastMinute.applyP50Ms ?? 0);
  });

  it('is told of dead letters', async () => {
    await postTexts(product, newPhoneNumberId(), 2);
    await stateWith('two letters wait', ({ deadLettersWaiting }) => deadLettersWaiting === 2);
  });

  it('is measured once for all who ask at the same time', async () => {
    const begun = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => operator.get<{ measuredAt: string }>(`${OPERATOR}/inbound`)),
    );
    // What was measured before is still good for the first of them, and every second another one may be.
    const seconds = Math.floor((performance.now() - begun) / 1_000);
    expect(new Set(answers.map(({ body }) => body.measuredAt)).size).toBeLessThanOrEqual(2 + seconds);
  });

  it('knows no message, no number and no name of a person', async () => {
    const { body } = await operator.get(`${OPERATOR}/inbound`);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`1650555|Ana|${META.phoneNumberId}`));
  });

  async function stuckEvents(
    tenantId: string,
    count: number,
    { lane, state, minutes }: { lane: number; state: string; minutes: number },
  ): Promise<void> {
    await product.database.query(
      `INSERT INTO inbox_event (provider, delivery_id, ordinal, tenant_id, lane, order_key, kind, element, received_at, state)
       SELECT 'whatsapp', $1, number, $2, $3, 'key', 'message', '{}', now() - make_interval(mins => $4), $5
       FROM generate_series(1, $6) AS number`,
      [newId(), tenantId, lane, minutes, state, count],
    );
  }
});
