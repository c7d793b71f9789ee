import { ApiKeys } from '../support/api-keys';
import { META } from '../support/meta';
import { NumberScene } from './number-scene';

interface Check {
  readonly isValid: boolean;
  readonly missingRequired: string[];
  readonly errors: { field: string; code: string }[];
  readonly findings: { check: string; verdict: string }[];
}
interface Health {
  readonly healthy: boolean;
  readonly message: string;
  readonly trouble: { code: string } | null;
  readonly lastCheck: string;
}

/** What seed 000 does with a company's number, by the names of its tests (facts: seeds.md 3.4), at the simulator. */
describe('seed 000, a number', () => {
  let scene: NumberScene;

  beforeAll(async () => {
    scene = await NumberScene.set();
    await scene.product.addTenant('other', '106540352249999');
  });
  afterAll(() => scene.stop());

  const check = async (values: object) =>
    (await scene.product.as().post<Check>('/api/v1/channels/validate', values)).body;
  const health = async () => (await scene.product.as().get<Health>(`${scene.path}/health`)).body;
  const setToken = (accessToken: string) =>
    scene.product
      .as()
      .put<{ version: number; accessToken: { lastFour: string } }>(`${scene.path}/access-token`, {
        accessToken,
      });

  describe('configuration', () => {
    it('1 valid init: what is whole and right is valid', async () => {
      const { isValid, errors, missingRequired, findings } = await check(scene.values);
      expect({ isValid, errors, missingRequired }).toEqual({
        isValid: true,
        errors: [],
        missingRequired: [],
      });
      expect(findings.find((one) => one.check === 'number_state')).toMatchObject({ verdict: 'ok' });
    });

    it.each([
      ['2 missing access token', 'accessToken'],
      ['3 missing phone number id', 'phoneNumberId'],
    ])('%s: is named, and nobody is asked', async (_name, field) => {
      const before = await scene.askedOfMeta();
      const { isValid, missingRequired, errors } = await check({ ...scene.values, [field]: undefined });
      expect({ isValid, missingRequired }).toEqual({ isValid: false, missingRequired: [field] });
      expect(errors).toMatchObject([{ field, code: 'missing' }]);
      expect(await scene.askedOfMeta()).toBe(before);
    });

    it('4 initialise updates the configuration: a new token takes the place of the old one', async () => {
      const wrong = await setToken('a-token-that-meta-has-never-heard-of');
      expect(wrong).toMatchObject({ status: 200, body: { accessToken: { lastFour: 'd-of' } } });
      expect(await health()).toMatchObject({ healthy: false });
      const right = await setToken(META.accessToken);
      expect(right.body.version).toBe(wrong.body.version + 1);
      expect(await health()).toMatchObject({ healthy: true });
    });

    it('5 capabilities include the required parameters', async () => {
      const { body } = await scene.product
        .as()
        .get<{ data: { operations: { id: string }[] }[] }>('/api/v1/channels/capabilities');
      expect(body.data).toMatchObject([
        { requiredParameters: ['accessToken', 'phoneNumberId'], supportsWebhooks: true },
      ]);
      const operations = body.data[0]?.operations.map(({ id }) => id);
      expect(operations).toEqual(expect.arrayContaining(['send_message', 'create_template']));
    });
  });

  describe('health', () => {
    it('6 healthy: when the credentials work', async () => {
      expect(await health()).toMatchObject({ healthy: true, trouble: null });
    });

    it('7 unhealthy: when they do not, however complete they are', async () => {
      await setToken('another-token-that-meta-does-not-know');
      expect(await health()).toMatchObject({
        healthy: false,
        trouble: { code: 'auth_failed' },
        message: expect.stringMatching(/\S/) as string,
      });
      await setToken(META.accessToken);
    });

    it('8 its time is in UTC', async () => {
      const before = Date.now() - 31_000;
      const { lastCheck } = await health();
      expect(lastCheck).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const at = Date.parse(lastCheck);
      expect(at).toBeGreaterThan(before);
      expect(at).toBeLessThanOrEqual(Date.now());
    });
  });

  describe('the tenant', () => {
    const keyed = async () => {
      const { token } = await new ApiKeys(scene.product).make({ scopes: ['channels.read'] });
      return scene.product.withKey(token);
    };

    it('17 match: the context of its own tenant is served', async () => {
      const answer = await (await keyed()).get(`${scene.path}/health`, { 'parley-tenant': 'demo' });
      expect(answer).toMatchObject({ status: 200, body: { healthy: true } });
    });

    it('18 mismatch: the context of another tenant is refused, and Meta is not asked', async () => {
      const key = await keyed();
      const before = await scene.askedOfMeta();
      const answer = await key.get(`${scene.path}/health`, { 'parley-tenant': 'other' });
      expect(answer).toMatchObject({ status: 403, body: { code: 'tenant_mismatch' } });
      const stranger = await scene.product.as('owner', 'other').get(`${scene.path}/health`);
      expect(stranger).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await scene.askedOfMeta()).toBe(before);
    });

    it('19 no context: is refused over HTTP, and never skips the check', async () => {
      const nobodys = scene.product.signedIn(() => scene.product.person());
      expect(await nobodys.get(`${scene.path}/health`)).toMatchObject({
        status: 400,
        body: { code: 'tenant_required' },
      });
      expect((await scene.product.anonymous.get(`${scene.path}/health`)).status).toBe(401);
    });
  });
});
