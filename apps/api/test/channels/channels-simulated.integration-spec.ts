import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ChannelsService } from '../../src/channels';
import { OperatorModule } from '../../src/composition';
import { forTenants } from '../../src/kernel/context';
import { readEnvironment } from '../../src/platform/config/configuration';
import { createLogger } from '../../src/platform/telemetry/logger';
import { TenantsRepository } from '../../src/tenancy';
import { META } from '../support/meta';
import { Product } from '../support/product';

interface ChannelRow {
  readonly tenant_id: string;
  readonly simulated: boolean;
  readonly access_token_last_four: string;
}

describe('the simulated number, connected by the seed at every start', () => {
  let product: Product;
  let operator: INestApplicationContext;
  let channels: ChannelsService;
  const number = {
    provider: 'whatsapp',
    accountId: META.wabaId,
    externalId: META.phoneNumberId,
    name: 'Simulated number',
    address: '+15550100042',
    accessToken: 'a-token-of-the-simulator-0001',
    echoEnabled: true,
  };

  beforeEach(async () => {
    product = await Product.create();
    const environment = readEnvironment(product.environmentVariables());
    const module = OperatorModule.with(environment, createLogger('cli', 'silent'));
    operator = await NestFactory.createApplicationContext(module, { logger: false });
    channels = operator.get(ChannelsService);
  });
  afterEach(async () => {
    await operator.close();
    await product.stop();
  });

  it('gets its new token, and is recorded once', async () => {
    const accessToken = 'a-token-of-the-simulator-0002';
    for (let start = 0; start < 3; start++) {
      await forTenants([product.tenantId], () => channels.connectSimulated({ ...number, accessToken }));
    }
    expect(await rows()).toEqual([
      { tenant_id: product.tenantId, simulated: true, access_token_last_four: '0002' },
    ]);
    const deeds = await product.database.query(
      'SELECT action, actor_kind FROM audit_event ORDER BY sequence',
    );
    expect(deeds).toEqual([
      { action: 'channel.connected', actor_kind: 'system' },
      { action: 'channel.access_token_replaced', actor_kind: 'system' },
    ]);
  });

  it('stays with the tenant that has it, whatever that is called by now', async () => {
    await product.database.query(`UPDATE tenant SET slug = 'acme' WHERE id = $1`, [product.tenantId]);
    const another = await operator.get(TenantsRepository).ensure('demo', 'Demo');
    await forTenants([another.id], () => channels.connectSimulated(number));
    expect(await rows()).toEqual([
      { tenant_id: product.tenantId, simulated: true, access_token_last_four: '0001' },
    ]);
    const [channel] = await forTenants([product.tenantId], () => channels.list());
    const [sealed] = await product.database.query<{ access_token: Buffer }>(
      'SELECT access_token FROM channel',
    );
    const opened = channels.openToken({ ...channel, accessToken: sealed?.access_token } as never);
    expect(await opened).toBe(number.accessToken);
  });

  it('is found without a tenant, so that the seed makes no second one', async () => {
    expect(await channels.renewSimulatedAcrossTenants(number)).toBe(true);
    expect(await channels.renewSimulatedAcrossTenants({ ...number, externalId: '1' })).toBe(false);
    expect(await rows()).toHaveLength(1);
  });

  it('is connected once when two seeds run at the same time', async () => {
    const fresh = { ...number, externalId: '106540352249998' };
    await forTenants([product.tenantId], () =>
      Promise.all(Array.from({ length: 5 }, () => channels.connectSimulated(fresh))),
    );
    expect(await rows()).toHaveLength(2);
  });

  it('is simulated also where it was connected before there was such a mark', async () => {
    await product.database.query('UPDATE channel SET simulated = false, access_token_fingerprint = NULL');
    await forTenants([product.tenantId], () => channels.connectSimulated(number));
    expect(await rows()).toMatchObject([{ simulated: true }]);
  });

  function rows(): Promise<ChannelRow[]> {
    return product.database.query('SELECT tenant_id, simulated, access_token_last_four FROM channel');
  }
});
