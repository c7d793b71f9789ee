import { Browser } from '../support/browser';
import { PASSWORD } from '../support/people';
import { Product } from '../support/product';

describe('signing in', () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  it('gives a session that the browser cannot read, and says who one is', async () => {
    const { email, userId } = await product.person('agent');
    const browser = Browser.at(product);
    const answer = await browser.post('/api/v1/session', { email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: userId,
        email,
        isOperator: false,
        twoFactor: false,
        recoveryCodesLeft: 0,
        tenants: [{ slug: 'demo', name: 'demo', role: 'agent' }],
      },
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^parley=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ id: userId });
    const [row] = await product.database.query<{ stored: string }>(
      `SELECT string_agg(session::text, ' ') AS stored FROM session`,
    );
    expect(row?.stored).not.toContain(browser.token);
  });
});
