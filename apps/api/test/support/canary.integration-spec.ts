import { newId } from '../../src/kernel/ids';
import { META } from './meta';
import { Product } from './product';

/** Shows of the check that every product of the test run ends with that it can fail. */
describe('a product whose secrets stand in the clear', () => {
  let product: Product;

  beforeEach(async () => {
    product = await Product.create();
  });

  const contact = (name: string) =>
    product.database.query('INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, $3)', [
      product.tenantId,
      newId(),
      name,
    ]);

  it.each<[string, () => Promise<unknown> | number, string]>([
    [
      'as text',
      () => contact(`x${META.accessToken}y`),
      'the access token of the harness, as it is, in the table public.contact',
    ],
    [
      'in base64',
      () => contact(Buffer.from(`x${META.appSecret}y`).toString('base64')),
      'an app secret, in base64, in the table public.contact',
    ],
    [
      'as bytes',
      () =>
        product.database.query('INSERT INTO webhook_delivery (id, provider, body) VALUES ($1, $2, $3)', [
          newId(),
          'whatsapp',
          Buffer.from(`x${META.verifyToken}y`),
        ]),
      'the verify token, in hexadecimal, in the table day.webhook_delivery_',
    ],
    [
      'in a log line',
      () =>
        product.logLines.push(`{"level":"info","key":"${product.environmentVariables()['ENCRYPTION_KEY']}"}`),
      'ENCRYPTION_KEY, as it is, in a log line',
    ],
  ])('%s does not stop without saying so', async (_how, plant, leak) => {
    await plant();
    await expect(product.stop()).rejects.toThrow(leak);
  });

  it('in an answer does not stop without saying so', async () => {
    await product.startApi();
    const me = product.as();
    const { sessionToken } = await product.person();
    // The way in learns the session from the request, and the channel shows it to everybody.
    expect((await me.get('/api/v1/conversations')).status).toBe(200);
    await product.database.query('UPDATE channel SET name = $1', [sessionToken]);
    await me.get('/api/v1/channels');
    await expect(product.stop()).rejects.toThrow(
      'a session, as it is, in the answer to GET /api/v1/channels',
    );
  });

  it('in an answer that shows another secret on purpose does not stop without saying so', async () => {
    await product.startApi();
    const made = await product.as().post<{ token: string }>('/api/v1/api-keys', {
      name: META.accessToken,
      scopes: ['tenant.read'],
      expiresAt: null,
    });
    expect(made.status).toBe(201);
    expect(made.body.token).toMatch(/^parley_/);
    const failure = await product.stop().then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failure).toContain('as it is, in the answer to POST /api/v1/api-keys');
    expect(failure).not.toContain('token of POST /api/v1/api-keys');
    expect(failure).not.toContain(META.accessToken);
  });
});
