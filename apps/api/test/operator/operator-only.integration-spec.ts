import { newId } from '../../src/kernel/ids';
import { ROLES } from '../../src/tenancy';
import { ApiKeys } from '../support/api-keys';
import { newOperator, OPERATOR } from '../support/operator';
import { Product } from '../support/product';

const ROUTES: [string, string][] = [
  ['GET', `${OPERATOR}/inbound`],
  ['GET', `${OPERATOR}/webhook-deliveries`],
  ['GET', `${OPERATOR}/webhook-deliveries/${newId()}`],
  ['GET', `${OPERATOR}/dead-letter-groups`],
  ['GET', `${OPERATOR}/dead-letters`],
  ['GET', `${OPERATOR}/dead-letters/${newId()}`],
  ['GET', `${OPERATOR}/replays`],
  ['GET', `${OPERATOR}/replays/${newId()}`],
  ['POST', `${OPERATOR}/replays`],
];

describe("the operator's view", () => {
  let product: Product;
  let keyToken: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    const { scopes } = (await product.as('owner').get<{ scopes: string[] }>('/api/v1/roles')).body;
    ({ token: keyToken } = await new ApiKeys(product).make(scopes === undefined ? {} : { scopes }));
  });
  afterAll(() => product.stop());

  const statusOf = async (client: ReturnType<Product['as']>, method: string, path: string) => {
    const body = method === 'POST' ? { action: 'replay', filter: {} } : undefined;
    const answer =
      method === 'POST'
        ? await client.post<{ code?: string }>(path, body)
        : await client.get<{ code?: string }>(path);
    return [answer.status, answer.body.code];
  };

  it.each(ROUTES)('%s %s is open to nobody but the operator', async (method, path) => {
    expect(await statusOf(product.anonymous, method, path)).toEqual([401, 'sign_in_required']);
    for (const role of ROLES)
      expect(await statusOf(product.as(role), method, path)).toEqual([403, 'operator_only']);
    expect(await statusOf(product.withKey(keyToken), method, path)).toEqual([403, 'people_only']);
    const [status] = await statusOf(newOperator(product).client, method, path);
    expect([200, 404, 409]).toContain(status);
  });
});
