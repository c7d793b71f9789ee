import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { META, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

interface Failure {
  readonly code: string;
  readonly sentence: string;
  readonly fault: string;
  readonly next: string;
  readonly docsUrl: string | null;
}
interface Message {
  readonly id: string;
  readonly state: string;
  readonly failure: Failure | null;
}
interface Channel {
  readonly id: string;
  readonly held: (Failure & { until: string }) | null;
}
interface Row {
  readonly state: string;
  readonly waitsSeconds: number;
  readonly outcomes: string[];
}

/** Each class of docs/error-codes.md once, from Meta's answer to what stays in the row and what a person reads. */
describe("what becomes of a message by the class of Meta's error", () => {
  let product: Product;
  let channelId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    const { body } = await product.as().get<{ data: Channel[] }>('/api/v1/channels');
    channelId = body.data[0]?.id ?? '';
    await product.as().patch(`/api/v1/channels/${channelId}`, { echoEnabled: false });
  });
  afterAll(() => product.stop());

  /** The simulator gives this answer to so many sends to that number; to all, where it is not said. */
  const answers = (to: string, code: number, next?: number) =>
    fetch(`${product.simulatorUrl}/sim/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        rules: [
          { id: 'x', when: { to, ...(next === undefined ? {} : { next }) }, then: { answer: 'error', code } },
        ],
      }),
    });

  async function sentTo(to: string): Promise<string> {
    await postSigned(product.apiUrl, textWebhook({ from: to, body: 'hello' }));
    const conversationId = await eventually(
      'their message is here',
      async () => (await messagesWith(product.database, to))[0]?.conversationId,
    );
    const message = { conversationId, type: 'text', body: { body: 'How can I help?' } };
    return (await product.as().post<Message>('/api/v1/messages', message)).body.id;
  }

  const read = async (id: string) => (await product.as().get<Message>(`/api/v1/messages/${id}`)).body;
  const channel = async () =>
    (await product.as().get<{ data: Channel[] }>('/api/v1/channels')).body.data.find(
      ({ id }) => id === channelId,
    );
  const row = async (id: string): Promise<Row | undefined> =>
    (
      await product.database.query<Row & Record<string, unknown>>(
        `SELECT state, extract(epoch FROM next_attempt_at - now())::float8 AS "waitsSeconds",
           (SELECT array_agg(outcome ORDER BY number) FROM delivery_attempt WHERE message_id = message.id) AS outcomes
         FROM message WHERE id = $1`,
        [id],
      )
    )[0];
  const isAnswered = (id: string, outcome: string) =>
    eventually(`it is ${outcome}`, async () => {
      const found = await row(id);
      return found?.outcomes?.includes(outcome) && found;
    });
  const ends = (id: string, state: string) =>
    eventually(`it is ${state}`, async () => {
      const message = await read(id);
      return message.state === state && message;
    });
  const isHeld = () => eventually('the number is held', async () => (await channel())?.held);

  it.each([
    ['the number is too fast', '130429', '16505552001'],
    ['the person was sent too much', '131056', '16505552002'],
  ])('retry, where %s (%s): goes out by itself, and the try is not counted', async (_why, code, to) => {
    await answers(to, Number(code), 1);
    const id = await sentTo(to);
    expect((await ends(id, 'read')).failure).toBeNull();
    expect((await isAnswered(id, 'accepted')).outcomes).toEqual(['accepted']);
    const ledger = await fetch(`${product.simulatorUrl}/sim/ledger?limit=10000`);
    const { entries } = (await ledger.json()) as { entries: { kind: string; callbackData?: string }[] };
    const sends = entries.filter(({ callbackData }) => callbackData?.startsWith(id));
    expect(sends.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['graph.refused', 'graph.accepted']),
    );
  });

  it('ambiguous (131000): unknown, and nothing else is tried while a status may come', async () => {
    const id = await sentTo('15550131000');
    const { failure } = await ends(id, 'unknown');
    expect(failure).toMatchObject({
      code: '131000',
      fault: 'provider',
      sentence: expect.stringContaining('may have been sent') as string,
      next: expect.stringContaining('Wait for a status') as string,
    });
    expect((await row(id))?.outcomes).toEqual(['unknown']);
  });

  it.each([
    ['in the answer', '131009', 'parley', /value that Meta does not take/],
    ['in a status', '131026', 'recipient', /may not use WhatsApp/],
    ['in a status: a template is wanted', '131047', 'business', /only a template may be sent/],
  ])('permanent, %s (%s): failed for good', async (_where, code, fault, sentence) => {
    const id = await sentTo(`15550${code}`);
    const { failure } = await ends(id, 'failed');
    expect(failure).toMatchObject({ code, fault, docsUrl: expect.stringMatching(/^https:/) as string });
    expect(failure?.sentence).toMatch(sentence);
    expect((await row(id))?.outcomes).toHaveLength(1);
  });

  it('later (131049): waits a day, and its number goes on', async () => {
    await answers('16505552003', 131049);
    const id = await sentTo('16505552003');
    const found = await isAnswered(id, 'later');
    expect(found.state).toBe('queued');
    expect(found.waitsSeconds).toBeGreaterThan(23 * 3_600);
    expect(await read(id)).toMatchObject({ state: 'queued', failure: { code: '131049' } });
    await ends(await sentTo('16505552004'), 'read');
  });

  it('opt_out (131050): failed, since the person does not want it', async () => {
    await answers('16505552005', 131050);
    const id = await sentTo('16505552005');
    expect(await ends(id, 'failed')).toMatchObject({ failure: { code: '131050', fault: 'recipient' } });
    expect((await row(id))?.outcomes).toEqual(['opted_out']);
  });

  it.each([
    ['the account: its token', '190', /access token/],
    ['the number: its reputation', '131048', /blocked or reported/],
  ])('blocked, %s (%s): the number is held, says why, and goes on', async (_what, code, sentence) => {
    const to = `1650555${code.slice(-4).padStart(4, '0')}`;
    await answers(to, Number(code), 1);
    const id = await sentTo(to);
    const held = await isHeld();
    expect(held).toMatchObject({ code, fault: 'business', next: expect.stringMatching(/\.$/) as string });
    expect(held.sentence).toMatch(sentence);
    expect(secondsUntil(held.until)).toBeGreaterThan(200);
    expect(await read(id)).toMatchObject({ state: 'queued', failure: { code } });
    await product.as().put(`/api/v1/channels/${channelId}/access-token`, { accessToken: META.accessToken });
    expect((await ends(id, 'read')).failure).toBeNull();
    expect((await channel())?.held).toBeNull();
  });

  it('retry, the account (80007): its numbers are held for a minute, say why, and go on', async () => {
    await answers('16505550007', 80007, 1);
    const id = await sentTo('16505550007');
    const held = await isHeld();
    expect(held).toMatchObject({ code: '80007', next: expect.stringMatching(/\.$/) as string });
    expect(secondsUntil(held.until)).toBeGreaterThan(20);
    expect(secondsUntil(held.until)).toBeLessThanOrEqual(60);
    expect(await read(id)).toMatchObject({ state: 'queued', failure: { code: '80007' } });
    await product.as().put(`/api/v1/channels/${channelId}/access-token`, { accessToken: META.accessToken });
    expect((await ends(id, 'read')).failure).toBeNull();
  });

  // The last one: the number rests for a minute.
  it('retry, the number is in maintenance (131057): the number is held for a minute, and says so', async () => {
    const id = await sentTo('15550131057');
    const held = await isHeld();
    expect(held).toMatchObject({ code: '131057', fault: 'provider' });
    expect(held.sentence).toMatch(/about a minute/);
    expect(secondsUntil(held.until)).toBeGreaterThan(20);
    expect(secondsUntil(held.until)).toBeLessThanOrEqual(60);
    expect(await read(id)).toMatchObject({ state: 'queued', failure: { code: '131057' } });
  });
});

const secondsUntil = (time: string): number => (Date.parse(time) - Date.now()) / 1_000;
