import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { newId } from '../../src/kernel/ids';
import { ROLES, SCOPES } from '../../src/tenancy';
import { ApiKeys } from '../support/api-keys';
import { newOperator, OPERATOR } from '../support/operator';
import { Product } from '../support/product';

/** The document in the repository, of which another spec holds that it is what is served. */
const { paths } = JSON.parse(
  readFileSync(resolve(__dirname, '../../../../libs/api-client/openapi.json'), 'utf8'),
) as { paths: Record<string, object> };

/** Each with ids that nobody has. */
const ROUTES: [string, string][] = Object.entries(paths)
  .filter(([path]) => path.startsWith(`${OPERATOR}/`))
  .flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [
      method.toUpperCase(),
      path.replaceAll(/\{\w+\}/g, () => newId()),
    ]),
  );

describe("the operator's view", () => {
  let product: Product;
  let keyToken: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    ({ token: keyToken } = await new ApiKeys(product).make({ scopes: SCOPES }));
  });
  afterAll(() => product.stop());

  const statusOf = async (client: ReturnType<Product['as']>, method: string, path: string) => {
    const answer = await client.fetch(path, {
      method,
      ...(method !== 'GET' && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ action: 'replay', filter: {} }),
      }),
    });
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };

  it('has routes', () => expect(ROUTES.length).toBeGreaterThan(8));

  it.each(ROUTES)('%s %s is open to nobody but the operator', async (method, path) => {
    expect(await statusOf(product.anonymous, method, path)).toEqual([401, 'sign_in_required']);
    for (const role of ROLES)
      expect(await statusOf(product.as(role), method, path)).toEqual([403, 'operator_only']);
    expect(await statusOf(product.withKey(keyToken), method, path)).toEqual([403, 'people_only']);
    const [status] = await statusOf(newOperator(product).client, method, path);
    expect([200, 404, 409]).toContain(status);
  });
});
