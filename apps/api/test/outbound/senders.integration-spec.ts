import { eventually } from '../support/eventually';
import { everythingSettled } from '../support/inbox';
import { messagesChange, META, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const PEOPLE = 240;
/** 80 leave us in a second; on their way some of them may catch up with others. */
const SEEN_IN_A_SECOND = 90;

describe('senders of one number in two workers', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  interface Sent {
    readonly kind: string;
    readonly receivedAt: string;
    readonly callbackData: string | null;
  }

  async function sent(): Promise<Sent[]> {
    const answer = await fetch(`${product.simulatorUrl}/sim/ledger?limit=10000`);
    const { entries } = (await answer.json()) as { entries: Sent[] };
    return entries.filter(({ kind }) => kind === 'graph.accepted');
  }

  const write = (body: string) =>
    postSigned(
      product.apiUrl,
      webhookOf(
        messagesChange({
          messages: Array.from({ length: PEOPLE }, (_, person) =>
            textMessage({ from: `1650556${String(person).padStart(4, '0')}`, body }),
          ),
        }),
      ),
    );

  it('send each message once, and not in a burst', async () => {
    await write('hello');
    await everythingSettled(product.database);
    const all = await sent();
    expect(new Set(all.map(({ callbackData }) => callbackData)).size).toBe(PEOPLE);
    expect(all).toHaveLength(PEOPLE);
    const times = all.map(({ receivedAt }) => Date.parse(receivedAt)).sort((one, other) => one - other);
    for (const [index, time] of times.entries()) {
      const ahead = times[index + SEEN_IN_A_SECOND];
      if (ahead !== undefined) expect(ahead - time).toBeGreaterThanOrEqual(1_000);
    }
    const [tries] = await product.database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM delivery_attempt WHERE outcome = 'accepted' AND finished_at IS NOT NULL`,
    );
    expect(tries?.count).toBe(PEOPLE);
  });

  it('keep what waits while Meta refuses the token, say why, and go on once it is good', async () => {
    const list = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    const id = list.body.data[0]?.id ?? '';
    await product
      .as()
      .put(`/api/v1/channels/${id}/access-token`, { accessToken: 'a-token-that-has-expired' });
    await write('are you there?');
    const held = await eventually('the number is held', async () => {
      const [row] = await product.database.query<{ code: string | null; queued: number }>(
        `SELECT held_code AS code,
           (SELECT count(*)::integer FROM message WHERE state = 'queued') AS queued FROM channel`,
      );
      return row?.code !== null && row;
    });
    expect(held).toMatchObject({ code: '190' });
    expect(held.queued).toBeGreaterThan(PEOPLE / 2);
    await product.as().put(`/api/v1/channels/${id}/access-token`, { accessToken: META.accessToken });
    await everythingSettled(product.database);
    expect(await sent()).toHaveLength(2 * PEOPLE);
  });
});
