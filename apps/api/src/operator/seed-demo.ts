import { NestFactory } from '@nestjs/core';
import { ChannelsService } from '../channels';
import { OperatorModule } from '../composition';
import { forTenants } from '../kernel/context';
import { readAs } from '../platform/config/configuration';
import { SeedEnvironment } from './environments';
import { createLogger } from '../platform/telemetry/logger';
import { TenantsRepository } from '../tenancy';
import { DEMO } from './demo-identity';

export async function seedDemo(): Promise<number> {
  const environment = readAs(SeedEnvironment);
  const app = await NestFactory.createApplicationContext(
    OperatorModule.with(environment, createLogger('cli', 'warn')),
    {
      logger: ['error', 'warn'],
    },
  );
  try {
    const channels = app.get(ChannelsService);
    const number = {
      provider: 'whatsapp',
      accountId: DEMO.wabaId,
      externalId: DEMO.phoneNumberId,
      name: DEMO.channelName,
      address: DEMO.address,
      accessToken: environment.SIMULATOR_ACCESS_TOKEN,
      echoEnabled: true,
    };
    // Setting up renames the demo tenant; its number stays, and needs no second one.
    if (await channels.renewSimulatedAcrossTenants(number)) {
      process.stdout.write(`The simulated number ${DEMO.address} is connected already.\n`);
      return 0;
    }
    const tenant = await app.get(TenantsRepository).ensure(DEMO.slug, DEMO.name);
    await forTenants([tenant.id], () => channels.connectSimulated(number));
    process.stdout.write(`The tenant "${DEMO.slug}" is connected to the simulated number ${DEMO.address}.\n`);
    return 0;
  } finally {
    await app.close();
  }
}
