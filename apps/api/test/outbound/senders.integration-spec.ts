import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../../src/messaging';
import { eventually } from '../support/eventually';
import { everythingSettled, inboxIsEmpty } from '../support/inbox';
import { messagesChange, META, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const PEOPLE = 240;
const PER_SECOND = 80;
const UNTIL_ALL_ARE_SENT_MS = 60_000;

describe('senders of one number in two workers', () => {
  let product: Product;
  /** When each went out; at the simulator, in the same process, one may be seen late. */
  const wentAt: number[] = [];

  function noteSends(adapter: CommunicationAdapter): void {
    const send = adapter.send.bind(adapter);
    jest.spyOn(adapter, 'send').mockImplementation((channel, message, mayBegin) =>
      send(channel, message, () => {
        const begins = mayBegin?.() !== false;
        if (begins) wentAt.push(performance.now());
        return begins;
      }),
    );
  }

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    for (const worker of [await product.startWorker(), await product.startWorker()]) {
      for (const adapter of worker.get<CommunicationAdapter[]>(COMMUNICATION_ADAPTERS, { strict: false }))
        noteSends(adapter);
    }
  });
  afterAll(() => product.stop());

  interface Sent {
    readonly kind: string;
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

  it('Chatwoot #12821: send each message once although both began it, and never more in any second than the number may', async () => {
    await write('hello');
    await everythingSettled(product.database, UNTIL_ALL_ARE_SENT_MS);
    const all = await sent();
    expect(new Set(all.map(({ callbackData }) => callbackData)).size).toBe(PEOPLE);
    expect(all).toHaveLength(PEOPLE);
    expect(wentAt).toHaveLength(PEOPLE);
    for (const [index, time] of wentAt.entries()) {
      const ahead = wentAt[index + PER_SECOND];
      if (ahead !== undefined) expect(ahead - time).toBeGreaterThanOrEqual(1_000);
    }
    // A status may tell of a message before its sender has written down the answer.
    await eventually('every try is written down', async () => {
      const [tries] = await product.database.query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM delivery_attempt WHERE outcome = 'accepted' AND finished_at IS NOT NULL`,
      );
      return tries?.count === PEOPLE;
    });
  });

  it('dropped while the number needs a new token: keep what waits, say why, and go on once it is good', async () => {
    const list = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    const id = list.body.data[0]?.id ?? '';
    await product
      .as()
      .put(`/api/v1/channels/${id}/access-token`, { accessToken: 'a-token-that-has-expired' });
    await write('are you there?');
    await inboxIsEmpty(product.database, UNTIL_ALL_ARE_SENT_MS);
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
    await everythingSettled(product.database, UNTIL_ALL_ARE_SENT_MS);
    expect(await sent()).toHaveLength(2 * PEOPLE);
  });
});
