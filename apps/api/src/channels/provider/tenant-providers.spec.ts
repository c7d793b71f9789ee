import { forTenants, inContext, MissingTenant } from '../../kernel/context';
import { ChannelProvider } from './channel-provider';
import { TenantProvider } from './tenant-providers';

const ACCESS = { externalId: '1', accountId: '2', accessToken: 'a-token', simulated: false };

describe("the provider of a tenant's channel", () => {
  const provider = { provider: 'pigeon' } as ChannelProvider;
  let asked: number;
  beforeEach(() => (asked = 0));

  const ask = (made: TenantProvider): Promise<string> =>
    made.ask((one, { accessToken }) => {
      asked += 1;
      return Promise.resolve(`${one.provider} ${accessToken}`);
    });

  it('answers in the context of that tenant', async () => {
    const made = new TenantProvider('one', provider, ACCESS);
    expect(await forTenants(['one'], () => ask(made))).toBe('pigeon a-token');
  });

  it.each([[['two']], [['one', 'two']]])(
    'is asked nothing in the context of %j, whoever made it: Tenant ID mismatch',
    async (tenantIds) => {
      for (const made of [
        forTenants(['one'], () => new TenantProvider('one', provider, ACCESS)),
        new TenantProvider('one', provider, ACCESS, 'operator.doctor'),
      ]) {
        await expect(forTenants(tenantIds, () => ask(made))).rejects.toMatchObject({
          status: 403,
          code: 'tenant_mismatch',
          message: 'Tenant ID mismatch',
        });
      }
      expect(asked).toBe(0);
    },
  );

  it('is asked without any context by calls of ours that are named, and by nobody else', async () => {
    const none = { correlationId: 'x', tenantIds: [] };
    const made = new TenantProvider('one', provider, ACCESS);
    await expect(ask(made)).rejects.toThrow(MissingTenant);
    await expect(inContext(none, () => ask(made))).rejects.toThrow(MissingTenant);
    expect(asked).toBe(0);
    expect(await ask(new TenantProvider('one', provider, ACCESS, 'operator.doctor'))).toBe('pigeon a-token');
  });
});
