import { Browser } from '../support/browser';
import { eventually } from '../support/eventually';
import { newSession, PASSWORD } from '../support/people';
import { Product } from '../support/product';
import { SseClient } from '../support/sse-client';

const EVENTS = '/api/v1/events?tenant=demo';
/** facts/reliability.md E17. What is felt before we look, after 30 s, is felt because it was announced. */
const FELT_WITHIN_MS = 1_000;

/** The clock of `interval` alone stands still: everything else here is real. */
function holdIntervals(): void {
  jest.useFakeTimers({
    doNotFake: [
      ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
      ...(['clearImmediate', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
}

interface Listed {
  data: { id: string; isCurrent: boolean; userAgent: string; address: string }[];
}

describe('a session', () => {
  let product: Product;
  /** Two processes of the same installation. */
  let [here, there] = ['', ''];
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    here = product.apiUrl;
    await product.startApi();
    there = product.apiUrl;
  });
  afterAll(() => product.stop());

  const me = async (browser: Browser) => (await browser.get('/api/v1/me')).status;

  async function signedIn(role: 'owner' | 'admin' | 'agent' | 'viewer' = 'agent'): Promise<Browser> {
    const { email } = await product.person(role);
    return Browser.at(product, here).signedInAs(email, PASSWORD);
  }

  const streamOf = (browser: Browser) => SseClient.open(browser, EVENTS);

  it('is over with the sign-out, for whoever kept a copy of the cookie', async () => {
    const browser = await signedIn();
    const [copy, copyThere] = [browser.copy(), browser.copy(there)];
    expect([await me(copy), await me(copyThere)]).toEqual([200, 200]);
    const answer = await browser.delete('/api/v1/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect(browser.token).toBeUndefined();
    expect([await me(copy), await me(copyThere)]).toEqual([401, 401]);
  });

  it('is no session with any other cookie', async () => {
    const browser = await signedIn();
    const token = browser.token ?? '';
    const tampered = [
      token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
      token.slice(1),
      `${token}A`,
      token.toUpperCase(),
      '',
      ' ',
      '%00',
      '%E0%A4%A',
      "' OR 1=1 --",
      'A'.repeat(8_000),
      `${token}; parley=${token.slice(1)}`.split('; ')[1] ?? '',
    ];
    for (const value of tampered) {
      const other = browser.copy();
      other.token = value;
      expect({ value, status: await me(other) }).toEqual({ value, status: 401 });
    }
    expect(await me(browser)).toBe(200);
  });

  it('is listed with where it is from, the last seen first, and only for its person', async () => {
    const { email, userId } = await product.person('viewer');
    const laptop = Browser.at(product, here);
    await laptop.post(
      '/api/v1/session',
      { email, password: PASSWORD },
      { 'user-agent': 'Laptop/1', 'x-forwarded-for': '192.0.2.9' },
    );
    const phone = Browser.at(product, there);
    await phone.post('/api/v1/session', { email, password: PASSWORD }, { 'user-agent': 'P'.repeat(2_000) });
    await product.database.query(
      `UPDATE session SET last_seen_at = now() - interval '1 hour' WHERE user_agent = 'Laptop/1'`,
    );
    await product.database.query(
      `UPDATE session SET last_seen_at = now() - interval '13 hours' WHERE user_id = $1 AND user_agent IS NULL`,
      [userId],
    );
    const { body } = await phone.get<Listed>('/api/v1/sessions');
    expect(body.data).toMatchObject([
      { isCurrent: true, userAgent: 'P'.repeat(300) },
      { isCurrent: false, userAgent: 'Laptop/1', address: '192.0.2.9' },
    ]);
    expect(JSON.stringify(body)).not.toContain(laptop.token);
  });

  it('can be ended from another one, and the other process feels it within a second', async () => {
    const browser = await signedIn();
    const ownStream = await streamOf(browser.copy(there));
    const feltMs: number[] = [];
    for (let round = 0; round < 5; round++) {
      const lost = await signedIn();
      const lostThere = lost.copy(there);
      const stream = await streamOf(lostThere);
      expect(stream.response.status).toBe(200);
      const { body } = await lost.get<Listed>('/api/v1/sessions');
      const id = body.data.find(({ isCurrent }) => isCurrent)?.id ?? '';
      expect((await browser.delete(`/api/v1/sessions/${id}`)).status).toBe(204);
      const ended = performance.now();
      expect(await me(lostThere)).toBe(401);
      await eventually('the stream of the ended session closes', () => stream.isOver);
      feltMs.push(performance.now() - ended);
    }
    // The least of several is what it takes when nothing else is going on.
    expect(Math.min(...feltMs)).toBeLessThan(FELT_WITHIN_MS);
    expect(ownStream.isOver).toBe(false);
    await ownStream.close();
  });

  it('cannot be ended by anybody else, nor twice', async () => {
    const [mine, theirs] = [await signedIn('agent'), await signedIn('admin')];
    const { body } = await theirs.get<Listed>('/api/v1/sessions');
    const id = body.data.find(({ isCurrent }) => isCurrent)?.id ?? '';
    for (const wrong of [id, 'not-an-id', '00000000-0000-0000-0000-000000000000']) {
      expect((await mine.delete(`/api/v1/sessions/${wrong}`)).status).toBe(404);
    }
    expect(await me(theirs)).toBe(200);
    expect((await theirs.delete(`/api/v1/sessions/${id}`)).status).toBe(204);
    expect(await me(theirs)).toBe(401);
  });

  it('ends all the others at once', async () => {
    const browsers = await Promise.all([signedIn('owner'), signedIn('owner'), signedIn('owner')]);
    const [first, ...others] = browsers;
    expect((await first?.delete('/api/v1/sessions'))?.status).toBe(204);
    expect(first && (await me(first))).toBe(200);
    for (const other of others) expect(await me(other)).toBe(401);
  });

  it.each([
    ['twelve hours without a request', `last_seen_at = now() - interval '12 hours 1 second'`],
    ['seven days, however busy', `expires_at = now() - interval '1 second'`],
  ])('is over after %s', async (_name, set) => {
    const { userId } = await product.person('agent');
    const browser = Browser.at(product, here);
    browser.token = await newSession(product.database, userId);
    expect(await me(browser)).toBe(200);
    await product.database.query(
      `UPDATE session SET ${set} WHERE id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)`,
    );
    expect(await me(browser)).toBe(401);
  });

  it('is written down as seen once a minute, not with every request', async () => {
    const browser = await signedIn();
    const { body } = await browser.get<Listed>('/api/v1/sessions');
    const id = body.data.find(({ isCurrent }) => isCurrent)?.id;
    const seen = async () =>
      (
        await product.database.query<{ at: Date; version: string }>(
          'SELECT last_seen_at AS at, xmin AS version FROM session WHERE id = $1',
          [id],
        )
      )[0];
    const before = await seen();
    for (let request = 0; request < 5; request++) await me(browser);
    expect(await seen()).toEqual(before);
    await product.database.query(
      `UPDATE session SET last_seen_at = now() - interval '2 minutes' WHERE id = $1`,
      [id],
    );
    await me(browser);
    expect(Date.now() - ((await seen())?.at.getTime() ?? 0)).toBeLessThan(30_000);
  });

  it('closes its streams when its end was announced to nobody, as soon as we look', async () => {
    const browser = await signedIn('viewer');
    const untouched = await signedIn('admin');
    holdIntervals();
    try {
      const [stream, other] = [await streamOf(browser.copy(there)), await streamOf(untouched)];
      await product.database.query('DELETE FROM session WHERE token_hash = sha256($1)', [browser.token]);
      expect(stream.isOver).toBe(false);
      jest.advanceTimersByTime(30_000);
      await eventually('the stream closes', () => stream.isOver);
      expect(other.isOver).toBe(false);
      await other.close();
    } finally {
      jest.useRealTimers();
    }
  });

  it('closes its streams when its end was announced while we could not hear', async () => {
    const browser = await signedIn('viewer');
    const stream = await streamOf(browser.copy(there));
    await product.database.query('DELETE FROM session WHERE token_hash = sha256($1)', [browser.token]);
    await product.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'parley-realtime'`,
    );
    await eventually('the stream closes', () => stream.isOver);
  });
});

describe('a role that changes in the middle of a session', () => {
  let product: Product;
  let [here, there] = ['', ''];
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    here = product.apiUrl;
    await product.startApi();
    there = product.apiUrl;
  });
  afterAll(() => product.stop());

  const inDemo = { 'parley-tenant': 'demo' };
  const mayManage = async (browser: Browser) => (await browser.get('/api/v1/api-keys', inDemo)).status;

  async function changeRole(memberId: string | null, role: string): Promise<void> {
    const owner = product.as('owner');
    expect((await owner.patch(`/api/v1/members/${memberId}`, { role })).status).toBe(200);
  }

  it('counts at once, and the session goes on under a new token', async () => {
    const { email, memberId } = await product.person('admin');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    const stream = await SseClient.open(browser.copy(there), EVENTS);
    const [before, copy] = [browser.token, browser.copy()];
    expect(await mayManage(browser)).toBe(200);

    await changeRole(memberId, 'viewer');
    await eventually('streams open anew under the new role', () => stream.isOver);
    expect(await mayManage(browser)).toBe(403);
    expect(browser.token).not.toBe(before);
    expect(await mayManage(browser)).toBe(403);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ tenants: [{ role: 'viewer' }] });

    expect((await copy.get('/api/v1/me')).status).toBe(200);
    expect(copy.token).toBe(before);
    await product.database.query(`UPDATE session SET previous_valid_until = now() - interval '1 second'`);
    expect((await copy.get('/api/v1/me')).status).toBe(401);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    await changeRole(memberId, 'admin');
    expect(await mayManage(browser)).toBe(200);
  });

  it('gives one new token to fifty requests at once, and none of them fails', async () => {
    const { email, memberId } = await product.person('viewer');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    await changeRole(memberId, 'agent');
    const tokens = new Set<string | undefined>();
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const tab = browser.copy(index % 2 === 0 ? here : there);
        const { status } = await tab.get('/api/v1/me');
        if (tab.token !== browser.token) tokens.add(tab.token);
        return status;
      }),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(tokens.size).toBe(1);
    browser.token = [...tokens][0];
    expect((await browser.get('/api/v1/me')).status).toBe(200);
  });

  it('gives no new token to the server that makes a page for the browser, and could not pass it on', async () => {
    const { email, memberId } = await product.person('viewer');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    const before = browser.token;
    await changeRole(memberId, 'viewer');
    const page = await product.anonymous.get('/api/v1/me', { cookie: `parley=${before}`, accept: '*/*' });
    expect(page.status).toBe(200);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    expect(browser.token).not.toBe(before);
  });

  it('gives no new token to an event stream, which could not pass it on', async () => {
    const { email, memberId } = await product.person('viewer');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    await changeRole(memberId, 'admin');
    const headers = { accept: 'text/event-stream' };
    const response = await browser.fetch(EVENTS, { headers });
    expect(response.headers.getSetCookie()).toEqual([]);
    await response.body?.cancel();
    const before = browser.token;
    expect((await browser.get('/api/v1/me')).status).toBe(200);
    expect(browser.token).not.toBe(before);
  });

  it('ends with the membership, and so do the streams', async () => {
    const { email, memberId } = await product.person('agent');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    const stream = await SseClient.open(browser.copy(there), EVENTS);
    expect((await product.as('owner').delete(`/api/v1/members/${memberId}`)).status).toBe(204);
    await eventually('the stream of who left closes', () => stream.isOver);
    expect((await browser.copy(there).get('/api/v1/me')).status).toBe(401);
  });

  it('goes on in the other tenants of who leaves one', async () => {
    const { email } = await product.person('viewer');
    const browser = await Browser.at(product, here).signedInAs(email, PASSWORD);
    const stream = await SseClient.open(browser.copy(there), EVENTS);
    const tenant = { 'parley-tenant': 'demo' };
    expect((await browser.fetch('/api/v1/membership', { method: 'DELETE', headers: tenant })).status).toBe(
      204,
    );
    await eventually('the stream of who left closes', () => stream.isOver);
    expect((await browser.fetch('/api/v1/tenant', { headers: tenant })).status).toBe(404);
    expect((await browser.get('/api/v1/me')).status).toBe(200);
  });
});
