import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { sendsTo } from '../support/simulator-ledger';

const PERSON = '16505557201';
const TOO_LONG = { state: 'failed', code: 'waited_too_long', attempts: 0 };

interface Row {
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
}

describe('a number that has been held for more than a day', () => {
  let product: Product;
  let conversationId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query(`UPDATE channel SET echo_enabled = false`);
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    await postSigned(product.apiUrl, textWebhook({ from: PERSON, body: 'hello' }));
    conversationId = await eventually(
      'they have written',
      async () => (await messagesWith(product.database, PERSON))[0]?.conversationId,
    );
  });
  afterAll(() => product.stop());

  const isHeld = (forHours: number, untilHours: number) =>
    product.database.query(
      `UPDATE channel SET held_code = '190', held_reason = 'Error validating access token.',
         held_since = now() - $1 * interval '1 hour', held_until = now() + $2 * interval '1 hour'`,
      [forHours, untilHours],
    );

  async function queued(hoursAgo: number): Promise<string> {
    const id = newId();
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
         recipient_kind, sending_class, next_attempt_at, occurred_at, created_at)
       SELECT tenant_id, $2, channel_id, id, 'outbound', 'text', 'queued', 'hi', $3, 'phone', 'api', now(), now(),
         now() - $4 * interval '1 hour' FROM conversation WHERE id = $1`,
      [conversationId, id, PERSON, hoursAgo],
    );
    return id;
  }

  const row = async (id: string) =>
    (
      await product.database.query<Row>(
        'SELECT state, failure_code AS code, attempts FROM message WHERE id = $1',
        [id],
      )
    )[0];
  const becomes = (id: string, ...states: string[]) =>
    eventually(`it is ${states.join(' or ')}`, async () => {
      const now = await row(id);
      return now !== undefined && states.includes(now.state) && now;
    });

  it('gives up what has waited for as long, with what to do, and keeps what is younger', async () => {
    await isHeld(30, 1);
    const young = await queued(23);
    const old = await queued(25);
    expect(await becomes(old, 'failed')).toEqual(TOO_LONG);
    const { body } = await product
      .as()
      .get<{ failure: { code: string; next: string } }>(`/api/v1/messages/${old}`);
    expect(body.failure).toMatchObject({
      code: 'waited_too_long',
      next: expect.stringMatching(/send it again/),
    });
    expect(await row(young)).toEqual({ state: 'queued', code: null, attempts: 0 });
    await isHeld(30, 0);
    expect(await becomes(young, 'sent', 'delivered', 'read')).toMatchObject({ code: null, attempts: 1 });
    await eventually('its sender has written down that the number can send', async () => {
      const rows = await product.database.query('SELECT 1 FROM channel WHERE held_code IS NULL');
      return rows.length > 0;
    });
  });

  it('does not find out with a message that is that old whether it can send again', async () => {
    const before = (await sendsTo(product, PERSON)).length;
    await isHeld(30, 0);
    expect(await becomes(await queued(25), 'failed')).toEqual(TOO_LONG);
    expect(await sendsTo(product, PERSON)).toHaveLength(before);
  });
});
