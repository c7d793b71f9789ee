import { eventually } from '../support/eventually';
import { rowCounts } from '../support/inbox';
import { postOnce, textWebhook } from '../support/meta';
import { freePort, ProductProcess } from '../support/processes';
import { Product } from '../support/product';
import { TcpProxy } from '../support/tcp-proxy';

// We give up after two seconds; the rest is for a machine that is busy.
const ANSWERED_WITHIN_MS = 9_000;

describe('while the database is away', () => {
  let product: Product;
  let way: TcpProxy;

  beforeAll(async () => {
    product = await Product.create();
    way = await TcpProxy.to(product.database.systemUrl);
    product.set('DATABASE_SYSTEM_URL', way.through(product.database.systemUrl));
    product.set('DATABASE_APP_URL', way.through(product.database.appUrl));
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await way.close();
  });
  afterEach(() => way.mend());

  const post = () => postOnce(product.apiUrl, textWebhook()).then(({ status }) => status);
  const postInTime = () => inTime(post());
  const health = (probe = '') => fetch(`${product.apiUrl}/api/health${probe}`);
  const stored = async () => (await rowCounts(product.database))['webhook_delivery'];
  const isBack = () => eventually('webhooks are taken again', async () => (await post()) === 200);

  /** Whoever waits longer than Meta might is not answered in time. */
  async function inTime<T>(answer: Promise<T>): Promise<T> {
    let deadline: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      deadline = setTimeout(() => reject(new Error('no answer in time')), ANSWERED_WITHIN_MS);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(deadline);
    }
  }

  it.each([
    ['refuses connections', () => way.cut()],
    ['does not answer', () => way.block()],
  ])('and %s, every webhook is answered 503 in time, and 200 once it is back', async (_how, goAway) => {
    await isBack();
    const before = await stored();
    await goAway();
    expect(await Promise.all(Array.from({ length: 6 }, postInTime))).toEqual(Array(6).fill(503));
    expect(await stored()).toBe(before);
    await way.mend();
    await isBack();
  });

  it('the answer to a webhook says when to come again, and ends the connection', async () => {
    await way.cut();
    const answer = await postOnce(product.apiUrl, textWebhook());
    expect([answer.headers.get('retry-after'), answer.headers.get('connection')]).toEqual(['5', 'close']);
    expect(await answer.json()).toMatchObject({ status: 503, code: 'intake_unavailable' });
  });

  it('a webhook with a wrong signature is still answered 401', async () => {
    await way.cut();
    expect((await postOnce(product.apiUrl, textWebhook(), 'another secret!!')).status).toBe(401);
  });

  it.each([
    ['refuses connections', () => way.cut()],
    ['does not answer', () => way.block()],
  ])('and %s, health and readiness say so, and liveness does not mind', async (_how, goAway) => {
    await eventually('it is healthy', async () => (await health()).ok);
    await goAway();
    const [whole, ready, live] = await Promise.all(['', '/ready', '/live'].map(health));
    for (const answer of [whole, ready]) {
      expect([answer?.status, await answer?.json()]).toMatchObject([503, { status: 'unavailable' }]);
    }
    expect(live?.status).toBe(200);
    await way.mend();
    await eventually('it is healthy again', async () => (await health()).ok && (await health('/ready')).ok);
  });

  it('a page of a tenant is a 503 as problem details, without a word of the database', async () => {
    const reader = product.as();
    await reader.headers();
    await way.cut();
    const answer = await reader.fetch('/api/v1/conversations');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.text()).not.toMatch(/ECONN|127\.0\.0\.1|postgres|SELECT/i);
  });
});

describe('a process that starts before its database', () => {
  let product: Product;
  let way: TcpProxy;
  let environment: Record<string, string>;

  beforeAll(async () => {
    product = await Product.create();
    way = await TcpProxy.to(product.database.systemUrl);
    environment = {
      ...product.environmentVariables(),
      DATABASE_SYSTEM_URL: way.through(product.database.systemUrl),
      DATABASE_APP_URL: way.through(product.database.appUrl),
      PORT: String(await freePort()),
    };
  });
  afterAll(async () => {
    await product.stop();
    await way.close();
  });
  afterEach(() => way.mend());

  it.each(['main.js', 'worker.js'] as const)('waits for it: %s', async (file) => {
    await way.cut();
    const process = ProductProcess.of(file, environment);
    const started = process.start();
    await eventually('it waits', () => process.output.includes('the database cannot be reached yet'));
    await way.mend();
    await started;
    expect(await process.stop()).toBe(0);
  });

  it('does not wait where the database refuses it', async () => {
    const refused = new URL(product.database.systemUrl);
    refused.password = 'wrong';
    const start = ProductProcess.start('worker.js', { ...environment, DATABASE_SYSTEM_URL: refused.href });
    await expect(start).rejects.toThrow('password authentication failed');
  });
});

describe('health', () => {
  it('is one word and a time', async () => {
    const product = await Product.create();
    try {
      await product.startApi();
      for (const path of ['/api/health', '/api/health/live', '/api/health/ready']) {
        const answer = await fetch(product.apiUrl + path);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        const body = (await answer.json()) as { status: string; timestamp: string };
        expect(Object.keys(body)).toEqual(['status', 'timestamp']);
        expect(body.status).toBe('ok');
        expect(new Date(body.timestamp).toISOString()).toBe(body.timestamp);
      }
    } finally {
      await product.stop();
    }
  });
});
