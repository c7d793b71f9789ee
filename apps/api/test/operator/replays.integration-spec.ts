import { newId } from '../../src/kernel/ids';
import { recordedIn, recordedWhile } from '../support/audit';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { newOperator, newPhoneNumberId, OPERATOR, postTexts } from '../support/operator';
import { Product } from '../support/product';

const REPLAYS = `${OPERATOR}/replays`;

interface Replay {
  readonly id: string;
  readonly action: string;
  readonly requestedByName: string;
  readonly filter: Record<string, unknown>;
  readonly note: string | null;
  readonly ratePerSecond: number;
  readonly total: number;
  readonly done: number;
  readonly finishedAt: string | null;
}

interface Letter {
  readonly id: string;
  readonly state: string;
  readonly reason: string;
  readonly attempts: number;
}

describe('a replay', () => {
  let product: Product;
  let operator: Client;
  let operatorName: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    // Two, since they have to share the pace.
    await product.startWorker();
    await product.startWorker();
    const { client, person } = newOperator(product);
    operator = client;
    operatorName = (await person).name;
  });
  afterAll(() => product.stop());
  // What one test leaves waiting is nobody else's.
  afterEach(() =>
    product.database.query(`UPDATE dead_letter SET state = 'discarded' WHERE state = 'waiting'`),
  );

  /** Texts to a number that nobody has connected; answers their dead letters, oldest first. */
  async function lettersTo(
    phoneNumberId: string,
    count: number,
  ): Promise<{ ids: string[]; wamids: string[] }> {
    const wamids = await postTexts(product, phoneNumberId, count);
    await inboxIsEmpty(product.database);
    const rows = await product.database.query<{ id: string }>(
      `SELECT id FROM dead_letter WHERE state = 'waiting' AND detail LIKE '%' || $1 || '.' ORDER BY delivery_id`,
      [phoneNumberId],
    );
    return { ids: rows.map(({ id }) => id), wamids };
  }

  const start = async (wanted: Record<string, unknown>): Promise<Replay> => {
    const { status, body } = await operator.post<Replay>(REPLAYS, { action: 'replay', ...wanted });
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  };

  const finished = (id: string): Promise<Replay> =>
    eventually(`the replay ${id} is finished`, async () => {
      const { body } = await operator.get<Replay>(`${REPLAYS}/${id}`);
      return body.finishedAt !== null && body;
    });

  const messages = (wamids: readonly string[]): Promise<{ wamid: string }[]> =>
    product.database.query(
      'SELECT provider_message_id AS wamid FROM message WHERE provider_message_id = ANY ($1) ORDER BY 1',
      [wamids],
    );

  const letter = async (id: string): Promise<Letter> =>
    (await operator.get<Letter>(`${OPERATOR}/dead-letters/${id}`)).body;

  it('of a number that was connected meanwhile brings its messages', async () => {
    const number = newPhoneNumberId();
    const { ids, wamids } = await lettersTo(number, 3);
    expect(ids).toHaveLength(3);
    await product.addTenant(`connected-${number}`, number);

    const replay = await start({
      filter: { stage: 'route', reason: 'unknown_channel' },
      note: 'Connected now.',
    });
    expect(replay).toMatchObject({
      action: 'replay',
      requestedByName: operatorName,
      filter: { stage: 'route', reason: 'unknown_channel' },
      note: 'Connected now.',
      ratePerSecond: 20,
      total: 3,
    });
    expect(await finished(replay.id)).toMatchObject({ done: 3 });
    await inboxIsEmpty(product.database);
    expect((await messages(wamids)).map(({ wamid }) => wamid)).toEqual([...wamids].sort());
    expect(await letter(ids[0] ?? '')).toMatchObject({ state: 'replayed', note: 'Connected now.' });
  });

  it('of what still cannot be routed leaves it waiting, with its attempts', async () => {
    const { ids } = await lettersTo(newPhoneNumberId(), 1);
    const before = await letter(ids[0] ?? '');
    const replay = await start({ deadLetterIds: ids });
    expect(replay.filter).toEqual({ deadLetterIds: ids });
    await finished(replay.id);
    expect(await letter(ids[0] ?? '')).toMatchObject({
      state: 'waiting',
      reason: 'unknown_channel',
      attempts: before.attempts + 1,
    });
  });

  it('that is done twice changes nothing the second time', async () => {
    const number = newPhoneNumberId();
    const { ids, wamids } = await lettersTo(number, 2);
    await product.addTenant(`twice-${number}`, number, false);
    await finished((await start({ deadLetterIds: ids })).id);
    await inboxIsEmpty(product.database);
    await product.database.query(`UPDATE dead_letter SET state = 'waiting' WHERE id = ANY ($1)`, [ids]);
    await finished((await start({ deadLetterIds: ids })).id);
    await inboxIsEmpty(product.database);
    expect(await messages(wamids)).toHaveLength(2);
    const [applied] = await product.database.query<{ events: number }>(
      `SELECT count(*)::int AS events FROM inbox_event JOIN dead_letter USING (delivery_id, ordinal)
       WHERE dead_letter.id = ANY ($1) AND inbox_event.state = 'done'`,
      [ids],
    );
    expect(applied?.events).toBe(4);
  });

  it('keeps to its rate, by the clock of the database', async () => {
    const number = newPhoneNumberId();
    const { ids } = await lettersTo(number, 45);
    await product.addTenant(`paced-${number}`, number, false);
    const replay = await start({ filter: { reason: 'unknown_channel' }, ratePerSecond: 15 });
    await finished(replay.id);
    expect(await mostInOneSecond(ids)).toBeLessThanOrEqual(15 + 2);
  });

  it('keeps to 50 letters a second together with all others', async () => {
    const number = newPhoneNumberId();
    const { ids } = await lettersTo(number, 120);
    await product.addTenant(`together-${number}`, number, false);
    const halves = [ids.filter((_, index) => index % 2 === 0), ids.filter((_, index) => index % 2 === 1)];
    const replays = await Promise.all(
      halves.map((half) => start({ deadLetterIds: half, ratePerSecond: 50 })),
    );
    for (const { id } of replays) expect(await finished(id)).toMatchObject({ done: 60 });
    expect(await mostInOneSecond(ids)).toBeLessThanOrEqual(50 + 5);
  });

  it('takes no letter that another one has', async () => {
    const { ids } = await lettersTo(newPhoneNumberId(), 30);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        operator.post<Replay>(REPLAYS, { action: 'discard', deadLetterIds: ids, note: 'At once.' }),
      ),
    );
    const totals = answers.filter(({ status }) => status === 201).map(({ body }) => body.total);
    expect(totals.reduce((all, total) => all + total, 0)).toBe(30);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ status, body }) => [status, (body as unknown as { code: string }).code])).toEqual(
      refused.map(() => [409, 'nothing_to_replay']),
    );
  });

  it('tries again what the process died with, and puts it back when it died too often', async () => {
    const { ids } = await lettersTo(newPhoneNumberId(), 2);
    const [first = '', second = ''] = ids;
    await died(ids);
    const [replay] = await product.database.query<{ id: string }>(
      `INSERT INTO replay (id, action, requested_by_name, filter, rate_per_second, total)
       SELECT replay_id, 'replay', 'whoever', '{}', 50, 2 FROM dead_letter WHERE id = $1 RETURNING id`,
      [first],
    );
    expect(await finished(replay?.id ?? '')).toMatchObject({ done: 2 });
    expect(await letter(first)).toMatchObject({ state: 'waiting', reason: 'unknown_channel' });
    expect(await letter(second)).toMatchObject({ state: 'waiting', reason: 'crashed' });
  });

  it('discards what nobody needs, with a note, and does not try it again', async () => {
    const { ids } = await lettersTo(newPhoneNumberId(), 2);
    const replay = await start({
      action: 'discard',
      filter: { reason: 'unknown_channel' },
      note: 'Test traffic.',
    });
    expect(replay).toMatchObject({ total: 2, done: 2, finishedAt: expect.any(String) as string });
    expect(await letter(ids[0] ?? '')).toMatchObject({ state: 'discarded', note: 'Test traffic.' });
    const again = await operator.post(REPLAYS, { action: 'replay', deadLetterIds: ids });
    expect(again).toMatchObject({ status: 409, body: { code: 'nothing_to_replay' } });
  });

  it('is recorded in the trail of each tenant whose letters are in it', async () => {
    const { ids } = await lettersTo(newPhoneNumberId(), 2);
    await ownedBy(product.tenantId, ids);
    const act = () => start({ action: 'discard', deadLetterIds: ids, note: 'No use.' });
    expect(await recordedWhile(product.database, product.tenantId, act)).toEqual([
      {
        action: 'dead_letters.discarded',
        before: null,
        after: { letters: 2, note: 'No use.' },
        target_name: null,
        actor_name: operatorName,
      },
    ]);
    const [once = ''] = (await lettersTo(newPhoneNumberId(), 1)).ids;
    await ownedBy(product.tenantId, [once]);
    const replay = () => start({ filter: { tenantSlug: 'demo', stage: 'route' } });
    expect(await recordedWhile(product.database, product.tenantId, replay)).toMatchObject([
      { action: 'dead_letters.replayed', after: { letters: 1, stage: 'route' } },
    ]);
  });

  it('of letters of several keeps its note to itself: nobody reads in their trail what was said of another', async () => {
    const others = await product.addBareTenant('another');
    const { ids } = await lettersTo(newPhoneNumberId(), 3);
    await ownedBy(product.tenantId, ids.slice(0, 2));
    await ownedBy(others, ids.slice(2));
    const note = 'Demo forgot to renew its token.';
    const act = () => start({ action: 'discard', deadLetterIds: ids, note });
    expect(await recordedWhile(product.database, product.tenantId, act)).toMatchObject([
      { action: 'dead_letters.discarded', after: { letters: 2 } },
    ]);
    const theirs = (await recordedIn(product.database, others)).at(-1);
    expect(theirs).toMatchObject({ action: 'dead_letters.discarded', after: { letters: 1 } });
    expect(JSON.stringify(await recordedIn(product.database, others))).not.toContain(note);
    expect((await operator.get<{ data: Replay[] }>(REPLAYS)).body.data[0]).toMatchObject({ note });
  });

  it('is begun by nobody who has not lately proved who they are', async () => {
    const { client, person } = newOperator(product);
    await product.database.query(
      `UPDATE session SET confirmed_at = now() - interval '16 minutes' WHERE user_id = $1`,
      [(await person).userId],
    );
    const wanted = { action: 'discard', filter: { stage: 'route' }, note: 'All of it.' };
    const { ids } = await lettersTo(newPhoneNumberId(), 1);
    expect(await client.post(REPLAYS, wanted)).toMatchObject({
      status: 403,
      body: { code: 'confirmation_required' },
    });
    expect(await letter(ids[0] ?? '')).toMatchObject({ state: 'waiting' });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['neither ids nor a filter', { action: 'replay' }, '/'],
    ['ids and a filter', { action: 'replay', deadLetterIds: [newId()], filter: {} }, '/'],
    ['no action', { filter: {} }, '/action'],
    ['an action that there is not', { action: 'delete', filter: {} }, '/action'],
    ['an empty list', { action: 'replay', deadLetterIds: [] }, '/deadLetterIds'],
    ['101 ids', { action: 'replay', deadLetterIds: Array.from({ length: 101 }, newId) }, '/deadLetterIds'],
    ['an id that is none', { action: 'replay', deadLetterIds: ['x'] }, '/deadLetterIds'],
    ['a filter that is no object', { action: 'replay', filter: 'all' }, '/filter'],
    ['null as a filter', { action: 'replay', filter: null }, '/filter'],
    ['a list as a filter', { action: 'replay', filter: [] }, '/filter'],
    ['a filter that is misspelt', { action: 'replay', filter: { stages: 'route' } }, '/filter/stages'],
    ['a stage that there is not', { action: 'replay', filter: { stage: 'send' } }, '/filter/stage'],
    ['a reason that is no word', { action: 'replay', filter: { reason: "'; --" } }, '/filter/reason'],
    [
      'a tenant that there is not',
      { action: 'replay', filter: { tenantSlug: 'no-one' } },
      '/filter/tenantSlug',
    ],
    ['no letter at all a second', { action: 'replay', filter: {}, ratePerSecond: 0 }, '/ratePerSecond'],
    ['51 letters a second', { action: 'replay', filter: {}, ratePerSecond: 51 }, '/ratePerSecond'],
    ['half a letter a second', { action: 'replay', filter: {}, ratePerSecond: 0.5 }, '/ratePerSecond'],
    ['a discard without a note', { action: 'discard', filter: { stage: 'route' } }, '/note'],
    ['a discard with an empty note', { action: 'discard', filter: { stage: 'route' }, note: ' ' }, '/note'],
    ['a discard of everything', { action: 'discard', filter: {}, note: 'all' }, '/filter'],
    ['a field that there is not', { action: 'replay', filter: {}, force: true }, '/force'],
  ])('is refused with %s', async (_what, wanted, pointer) => {
    const { status, body } = await operator.post<{ code: string; errors: { pointer: string }[] }>(
      REPLAYS,
      wanted,
    );
    expect([status, body.code]).toEqual([400, 'invalid_input']);
    expect(body.errors.map((error) => error.pointer)).toContain(pointer);
  });

  it('that nobody began does not exist', async () => {
    for (const id of [newId(), 'x', '%00']) expect((await operator.get(`${REPLAYS}/${id}`)).status).toBe(404);
  });

  it('is listed, newest first, page by page', async () => {
    const { body: all } = await operator.get<{ data: Replay[] }>(`${REPLAYS}?limit=100`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: { data: Replay[]; nextCursor: string | null } = (
        await operator.get<{ data: Replay[]; nextCursor: string | null }>(`${REPLAYS}?limit=2${next}`)
      ).body;
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
      expect(seen.length).toBeLessThanOrEqual(all.data.length);
    }
    expect(seen.length).toBeGreaterThan(4);
    expect(seen).toEqual(all.data.map(({ id }) => id));
    expect(seen).toEqual([...seen].sort().reverse());
  });

  async function mostInOneSecond(ids: readonly string[]): Promise<number> {
    const rows = await product.database.query<{ at: number }>(
      `SELECT extract(epoch FROM resolved_at)::float8 AS at FROM dead_letter
       WHERE id = ANY ($1) AND state = 'replayed' ORDER BY 1`,
      [ids],
    );
    expect(rows).toHaveLength(ids.length);
    const times = rows.map(({ at }) => at);
    return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1).length));
  }

  /** As a worker leaves letters that died with them: the first of them once, the second too often. */
  async function died([once, often]: readonly string[]): Promise<void> {
    await product.database.query(
      `UPDATE dead_letter SET state = 'replaying', replay_id = $3, replay_attempts = CASE id WHEN $1 THEN 1 ELSE 3 END
       WHERE id IN ($1, $2)`,
      [once, often, newId()],
    );
  }

  async function ownedBy(tenantId: string, ids: readonly string[]): Promise<void> {
    await product.database.query('UPDATE dead_letter SET tenant_id = $1 WHERE id = ANY ($2)', [
      tenantId,
      ids,
    ]);
  }
});
