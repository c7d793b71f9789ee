import { Product } from '../support/product';
import { rawHttp } from '../support/raw-http';
import { newId } from '../../src/kernel/ids';

interface ProblemBody {
  status: number;
  code: string;
  requestId: string;
  instance: string;
  errors?: { pointer: string }[];
}

describe('what the API refuses', () => {
  let product: Product;
  let channel: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    const list = await product.as().get<{ data: { id: string }[] }>('/api/v1/channels');
    channel = `/api/v1/channels/${list.body.data[0]?.id}`;
  });
  afterAll(() => product.stop());

  /** Every refusal has the same shape, and the id under which the log knows it. */
  async function refusal(path: string, init: RequestInit = {}): Promise<ProblemBody> {
    const answer = await product.as().fetch(path, init);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const body = (await answer.json()) as ProblemBody;
    expect(body).toMatchObject({
      type: 'about:blank',
      title: expect.any(String) as string,
      status: answer.status,
      instance: path.split('?')[0],
      code: expect.any(String) as string,
    });
    expect(body.requestId).toBe(answer.headers.get('x-request-id'));
    expect(body.requestId).not.toBe('');
    return body;
  }

  const patch = (body: string, type = 'application/json'): RequestInit => ({
    method: 'PATCH',
    body,
    headers: { 'content-type': type },
  });

  it.each([
    ['an address where nothing is', '/api/v1/nothing', 'GET'],
    ['an address outside of the API', '/nothing', 'GET'],
  ])('is %s: 404', async (_what, path, method) => {
    expect(await refusal(path, { method })).toMatchObject({ status: 404, code: 'route_not_found' });
  });

  it('is a method that the address does not take', async () => {
    expect(await refusal('/api/v1/channels', { method: 'DELETE' })).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
    });
  });

  it.each([['%'], ['%zz'], ['%c3%28'], ['a%2'], ['%00']])(
    'is a badly written address: /api/v1/conversations/%s',
    async (written) => {
      const { status } = await refusal(`/api/v1/conversations/${written}`);
      expect([400, 404]).toContain(status);
    },
  );

  it.each([
    ['/api/v1/conversations/ID'],
    ['/api/v1/conversations/ID/messages'],
    ['/api/v1/conversations/ID/messages?limit=1'],
  ])('is an id that does not exist, whatever its shape: %s', async (path) => {
    for (const id of [newId(), newId().toUpperCase(), 'me', '0', 'null', "1'--", 'x'.repeat(99)]) {
      expect(await refusal(path.replace('ID', encodeURIComponent(id)))).toMatchObject({
        status: 404,
        code: 'not_found',
      });
    }
  });

  it('is an address that is too long', async () => {
    expect(await refusal(`/api/v1/conversations/${'x'.repeat(300)}`)).toMatchObject({ status: 414 });
  });

  it('is a change of a channel that does not exist', async () => {
    for (const id of [newId(), 'me']) {
      const problem = await refusal(`/api/v1/channels/${id}`, patch('{"echoEnabled":true}'));
      expect(problem).toMatchObject({ status: 404, code: 'not_found' });
    }
  });

  it.each([
    ['0', '/limit'],
    ['101', '/limit'],
    ['-1', '/limit'],
    ['abc', '/limit'],
    ['1.5', '/limit'],
    ['', '/limit'],
    ['5&limit=6', '/limit'],
    ['5&offset=6', '/offset'],
    ['5&cursor=none-of-ours', '/cursor'],
    [`5&cursor=${'x'.repeat(201)}`, '/cursor'],
    ['5&cursor=', '/cursor'],
    ['5&cursor=a&cursor=b', '/cursor'],
    [`5&cursor=${Buffer.from(`2026-02-30 00:00:00+00|${newId()}`).toString('base64url')}`, '/cursor'],
  ])('is a wrong page: ?limit=%s', async (query, pointer) => {
    const problem = await refusal(`/api/v1/conversations?limit=${query}`);
    expect(problem).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(new Set(problem.errors?.map((error) => error.pointer))).toEqual(new Set([pointer]));
  });

  it.each([
    ['text/plain', '{"echoEnabled":true}'],
    ['application/x-www-form-urlencoded', 'echoEnabled=true'],
    ['application/json-patch+json', '[]'],
    ['nonsense', '{}'],
  ])('is a body of another type: %s', async (type, body) => {
    expect(await refusal(channel, patch(body, type))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  it.each([[''], ['{'], ['{"echoEnabled":tru'], ['echoEnabled'], ['[1,]'], ['['.repeat(100_000)]])(
    'is a body that is not JSON: %.20s',
    async (body) => {
      expect(await refusal(channel, patch(body))).toMatchObject({ status: 400 });
    },
  );

  it.each([
    ['a missing property', '{}', '/echoEnabled'],
    ['a text in place of a boolean', '{"echoEnabled":"true"}', '/echoEnabled'],
    ['a number in place of a boolean', '{"echoEnabled":1}', '/echoEnabled'],
    ['null in place of a boolean', '{"echoEnabled":null}', '/echoEnabled'],
    ['an unknown property', '{"echoEnabled":true,"accessToken":"x"}', '/accessToken'],
    ['an unknown property with a strange name', '{"echoEnabled":true,"a/b~c":1}', '/a~1b~0c'],
    ['a list', '[{"echoEnabled":true}]', ''],
    ['a text', '"true"', ''],
    ['null', 'null', ''],
  ])('is a wrong body: %s', async (_what, body, pointer) => {
    const problem = await refusal(channel, patch(body));
    expect(problem).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('is a body above 1 MB', async () => {
    const body = JSON.stringify({ echoEnabled: true, padding: 'x'.repeat(1024 * 1024) });
    expect(await refusal(channel, patch(body))).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('leaves everything as it was', async () => {
    const { body } = await product.as().get('/api/v1/channels');
    expect(body).toMatchObject({ data: [{ echoEnabled: true }] });
  });

  it('never includes a change that is right', async () => {
    const answer = await product.as().patch(channel, { echoEnabled: false });
    expect(answer).toMatchObject({ status: 200, body: { echoEnabled: false } });
    await product.as().patch(channel, { echoEnabled: true });
  });

  it('is known by the request id of the caller, where that is harmless', async () => {
    const given = (id: string) => refusal('/api/v1/nothing', { headers: { 'x-request-id': id } });
    expect((await given('their-id.1')).requestId).toBe('their-id.1');
    for (const id of ['with space', 'x'.repeat(65), '<script>']) {
      expect((await given(id)).requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('has a request id also when the address cannot be read at all', async () => {
    const answer = await rawHttp(product.apiUrl, ['GET /api/v1/%zz HTTP/1.1', 'X-Request-Id: their-id']);
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('application/problem+json') as string,
      'x-request-id': 'their-id',
    });
  });
});

describe('the API without sign-in', () => {
  it('refuses everything of a tenant, and still answers probes', async () => {
    const product = await Product.create();
    try {
      await product.startApi();
      for (const path of [
        'tenant',
        'channels',
        'conversations',
        'events',
        `conversations/${newId()}/messages`,
      ]) {
        const answer = await product.anonymous.get(`/api/v1/${path}`);
        expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
      }
      expect((await fetch(`${product.apiUrl}/api/health`)).status).toBe(200);
    } finally {
      await product.stop();
    }
  });
});
