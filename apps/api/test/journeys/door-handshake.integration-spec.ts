import { META } from '../support/meta';
import { Product } from '../support/product';

describe('the handshake of Meta', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const right = {
    'hub.mode': 'subscribe',
    'hub.verify_token': META.verifyToken,
    'hub.challenge': '1158201444',
  };
  const ask = (query: Record<string, string> | string) =>
    fetch(`${product.apiUrl}/api/webhooks/whatsapp?${new URLSearchParams(query).toString()}`);

  it('is answered with the bare challenge', async () => {
    const answer = await ask(right);
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
  });

  it('is answered as text, so that nothing takes it for a page', async () => {
    const answer = await ask(right);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['<script>alert(1)</script>', 'abc', '-1', '1e3', '1 2', '0x10', '١٢٣', '1'.repeat(21), '1\n'])(
    'echoes integers, as Meta sends them, and nothing else: %p',
    async (challenge) => {
      const answer = await ask({ ...right, 'hub.challenge': challenge });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'wrong_verify_token' });
    },
  );

  it.each<[string, Record<string, string> | string]>([
    ['a wrong token', { ...right, 'hub.verify_token': 'wrong' }],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }],
    ['no parameters', ''],
    ['no challenge', { 'hub.mode': 'subscribe', 'hub.verify_token': META.verifyToken }],
    ['the token twice', `${new URLSearchParams(right).toString()}&hub.verify_token=${META.verifyToken}`],
    ['a second, wrong token', `${new URLSearchParams(right).toString()}&hub.verify_token=wrong`],
    ['two challenges', `${new URLSearchParams(right).toString()}&hub.challenge=2`],
    ['brackets', `hub.mode=subscribe&hub.verify_token[]=${META.verifyToken}&hub.challenge=1`],
  ])('is refused for %s', async (_what, query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.text()).not.toContain(META.verifyToken);
  });

  it('is refused for everybody while no token is configured', async () => {
    const without = await Product.create({ WHATSAPP_VERIFY_TOKEN: '' });
    try {
      await without.startApi();
      for (const token of ['', 'undefined', META.verifyToken]) {
        const query = new URLSearchParams({ ...right, 'hub.verify_token': token }).toString();
        expect((await fetch(`${without.apiUrl}/api/webhooks/whatsapp?${query}`)).status).toBe(403);
      }
    } finally {
      await without.stop();
    }
  });
});
