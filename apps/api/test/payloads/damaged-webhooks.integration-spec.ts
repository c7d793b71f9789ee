import { everythingSettled } from '../support/inbox';
import { postSigned } from '../support/meta';
import { Product } from '../support/product';
import { mutatedWebhook, MutatedWebhook } from './mutations';

const WEBHOOKS = Number(process.env['MUTATED_WEBHOOKS'] ?? 1_500);
/** The same damage every time; MUTATION_SEED=... for other damage. A failure names its seed and its case. */
const SEED = Number(process.env['MUTATION_SEED'] ?? 20_261_121);
const AT_ONCE = 25;
/** As many cases lie between two of these as between the places of two fixtures: all of them come to their turn. */
const STRIDE = 7;
const PAGE = 100;

describe('webhooks that were damaged anywhere, through the whole product', () => {
  let product: Product;
  const sent = new Map<number, MutatedWebhook>();
  const faults: string[] = [];
  const named = (number: number) => `seed ${SEED}, case ${number}: ${sent.get(number)?.damage}`;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    for (let first = 0; first < WEBHOOKS; first += AT_ONCE) {
      const numbers = Array.from(
        { length: Math.min(AT_ONCE, WEBHOOKS - first) },
        (_, at) => (first + at) * STRIDE,
      );
      await Promise.all(numbers.map(send));
    }
    await everythingSettled(product.database, 90_000);
  }, 300_000);
  afterAll(() => product.stop());

  async function send(number: number): Promise<void> {
    const webhook = mutatedWebhook(SEED, number, `1555${String(1_000_000 + number)}`);
    sent.set(number, webhook);
    const { status } = await postSigned(product.apiUrl, webhook.bytes);
    if (status !== 200) faults.push(`${named(number)}: answered ${status}`);
  }

  it('are all taken', () => {
    expect(sent.size).toBe(WEBHOOKS);
    expect(faults).toEqual([]);
  });

  it('lose nothing that stood beside the damage', async () => {
    const rows = await product.database.query<{ id: string; text: string }>(
      `SELECT provider_message_id AS id, text FROM message WHERE provider_message_id LIKE 'wamid.SIBLING%'`,
    );
    const texts = new Map(rows.map(({ id, text }) => [id, text]));
    const lost = [...sent].flatMap(([number, { siblings, isBomb }]) =>
      siblings
        .filter(({ id, text }) => isBomb !== (texts.get(String(id)) !== (text as { body: string }).body))
        .map(({ id }) => `${named(number)}: ${String(id)}`),
    );
    expect(lost).toEqual([]);
  });

  it('leave no lane with work in it, and nothing that was given up for another reason than itself', async () => {
    const lanes = await product.database.query(
      `SELECT lane, state, count(*)::int FROM inbox_event WHERE state <> 'done' GROUP BY lane, state`,
    );
    expect(lanes).toEqual([]);
    const reasons = await product.database.query<{ stage: string; reason: string }>(
      'SELECT DISTINCT stage, reason FROM dead_letter ORDER BY reason',
    );
    const allowed = ['ambiguous_account', 'not_a_webhook', 'not_understood', 'too_large', 'unknown_channel'];
    expect(reasons.map(({ reason }) => reason).filter((reason) => !allowed.includes(reason))).toEqual([]);
    expect(reasons.some(({ stage }) => stage === 'apply')).toBe(false);
  });

  it('leave a lane that goes on', async () => {
    const webhook = mutatedWebhook(SEED, 0, '15559999999');
    await postSigned(product.apiUrl, webhook.bytes);
    await everythingSettled(product.database);
    const rows = await product.database.query(`SELECT 1 FROM contact_identity WHERE value = '15559999999'`);
    expect(rows).toHaveLength(1);
  });

  it('become conversations, messages and news that can be read page by page', async () => {
    const answers: string[] = [];
    const read = async <T>(path: string, each: (row: T) => Promise<unknown>): Promise<void> => {
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { status: number; body: { data: T[]; nextCursor: string | null } } = await product
          .as()
          .get(`${path}?limit=${PAGE}${cursor === '' ? '' : `&cursor=${cursor}`}`);
        if (page.status !== 200) answers.push(`${path}: ${page.status}`);
        for (const row of page.body.data) await each(row);
        cursor = page.status === 200 ? page.body.nextCursor : null;
      }
    };
    let messages = 0;
    const conversations = await product.database.query<{ id: string }>(
      `SELECT conversation_id AS id FROM message
       GROUP BY conversation_id HAVING count(*) > 3 OR bool_or(type <> 'text')`,
    );
    for (const { id } of conversations)
      await read(`/api/v1/conversations/${id}/messages`, async () => Promise.resolve(messages++));
    await read('/api/v1/account-events', async () => Promise.resolve());
    await read('/api/v1/conversations', async () => Promise.resolve());
    expect(answers).toEqual([]);
    expect(messages).toBeGreaterThan(50);
  });

  it('make nobody complain', () => {
    expect(product.complaints().filter((line) => !line.includes('media'))).toEqual([]);
  });
});
