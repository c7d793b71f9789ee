import { cookieName } from '../../src/access/sessions/session-cookie';
import { Environment } from '../../src/platform/config/environment';
import { Product } from '../support/product';

const OURS = 'http://localhost:3000';

/** What browsers send, and whether they may: facts/reliability.md E18. */
const MATRIX: [string, Record<string, string>, boolean][] = [
  ['our page', { origin: OURS, 'sec-fetch-site': 'same-origin' }, true],
  ['our page, in an old browser', { origin: OURS }, true],
  [
    'our page, behind a proxy of another name',
    { origin: 'http://localhost:8000', 'sec-fetch-site': 'same-origin' },
    true,
  ],
  ['an address that was typed', { 'sec-fetch-site': 'none' }, true],
  ['a page of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['a page of another site, in an old browser', { origin: 'https://evil.example' }, false],
  [
    'a page of another subdomain',
    { origin: 'http://other.localhost:3000', 'sec-fetch-site': 'same-site' },
    false,
  ],
  ['another port of this host', { origin: 'http://localhost:3001', 'sec-fetch-site': 'same-site' }, false],
  ['our name over another scheme', { origin: 'https://localhost:3000' }, false],
  ['a name that begins with ours', { origin: `${OURS}.evil.example` }, false],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
  ['a sandboxed frame, in an old browser', { origin: 'null' }, false],
  [
    'a lie about the origin with the truth beside it',
    { origin: OURS, 'sec-fetch-site': 'cross-site' },
    false,
  ],
  ['a word that is no site', { origin: OURS, 'sec-fetch-site': 'sideways' }, false],
  ['no origin', {}, false],
  ['an empty origin', { origin: '' }, false],
];

describe('a request with our cookie', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const cookie = async () => ({ cookie: `parley=${(await product.person('owner')).sessionToken}` });
  const rename = (headers: Record<string, string>) =>
    product.anonymous.patch('/api/v1/me', { name: 'Olivia' }, headers);

  it.each(MATRIX)('from %s', async (_name, headers, isTaken) => {
    const { status, body } = await rename({ ...headers, ...(await cookie()) });
    if (isTaken) expect({ status, body }).toMatchObject({ status: 200 });
    else expect({ status, body }).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
  });

  it.each(MATRIX.filter(([, headers, isTaken]) => !isTaken && headers['origin']))(
    'signs nobody in from %s',
    async (_name, headers) => {
      const { email } = await product.person('owner');
      const answer = await product.anonymous.post('/api/v1/session', { email, password: 'x' }, headers);
      expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site_request' } });
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  it('is not needed by who shows something else: a program sends neither cookie nor origin', async () => {
    expect((await product.anonymous.post('/api/v1/session', { email: 'a@b.co', password: 'x' })).status).toBe(
      401,
    );
    const withBadKey = await rename({ ...(await cookie()), authorization: 'Bearer nonsense' });
    expect(withBadKey).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
  });

  it.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'is no form of type %s, which any page can send without asking',
    async (type) => {
      const response = await product.anonymous.fetch('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': type, origin: OURS },
        body: '{"email":"a@b.co","password":"x"}',
      });
      expect(response.status).toBe(415);
    },
  );

  it('reads from wherever, since reading changes nothing', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', ...(await cookie()) };
    const answer = await product.anonymous.get('/api/v1/me', headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('has a cookie that belongs to one host over https, and a plain one on this machine', () => {
    expect(cookieName({ PUBLIC_URL: 'https://parley.example' } as Environment)).toBe('__Host-parley');
    expect(cookieName({ PUBLIC_URL: OURS } as Environment)).toBe('parley');
  });

  it('over https gets its cookie with Secure, and takes no other', async () => {
    const secure = await Product.create({ PUBLIC_URL: 'https://parley.example' });
    try {
      await secure.startApi();
      const { email, sessionToken } = await secure.person('owner');
      const answer = await secure.anonymous.post(
        '/api/v1/session',
        { email, password: 'correct horse battery staple' },
        { origin: 'https://parley.example' },
      );
      const [line = ''] = answer.headers.getSetCookie();
      expect(line).toMatch(/^__Host-parley=[\w-]{43}; /);
      expect(line).toMatch(/; Path=\/;/);
      expect(line).toMatch(/; Secure/);
      expect(line).not.toMatch(/domain=/i);
      const me = (name: string) => secure.anonymous.get('/api/v1/me', { cookie: `${name}=${sessionToken}` });
      expect((await me('__Host-parley')).status).toBe(200);
      expect((await me('parley')).status).toBe(401);
    } finally {
      await secure.stop();
    }
  });
});
