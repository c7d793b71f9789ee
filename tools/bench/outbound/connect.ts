import { createRequire } from 'node:module';
import { argv, env, exit } from 'node:process';

/** Connects numbers to a tenant, as the operator's commands do: their access tokens are sealed. */
const built = createRequire(env['API_ENTRY'] ?? '');
built('reflect-metadata');

interface Application {
  get(token: unknown): {
    ensure(slug: string, name: string): Promise<{ id: string }>;
    connectSimulated(of: object): Promise<void>;
  };
  close(): Promise<void>;
}

const { NestFactory } = built('@nestjs/core') as {
  NestFactory: { createApplicationContext(module: unknown, options: object): Promise<Application> };
};
const { OperatorModule } = built('./composition') as { OperatorModule: { with(...of: unknown[]): unknown } };
const { readEnvironment } = built('./platform/config/configuration') as { readEnvironment: () => unknown };
const { createLogger } = built('./platform/telemetry/logger') as {
  createLogger: (...of: string[]) => unknown;
};
const { TenantsRepository } = built('./tenancy') as { TenantsRepository: unknown };
const { ChannelsService } = built('./channels') as { ChannelsService: unknown };
const { forTenants } = built('./kernel/context') as {
  forTenants: (tenantIds: string[], work: () => Promise<void>) => Promise<void>;
};

const { tenant, numbers, accessToken } = JSON.parse(argv[2] ?? '{}') as {
  tenant: { slug: string; name: string };
  numbers: { phoneNumberId: string; wabaId: string; displayPhoneNumber: string }[];
  accessToken: string;
};
const module = OperatorModule.with(readEnvironment(), createLogger('bench', 'warn'));
const operator = await NestFactory.createApplicationContext(module, { logger: false });
const { id } = await operator.get(TenantsRepository).ensure(tenant.slug, tenant.name);
for (const { phoneNumberId, wabaId, displayPhoneNumber } of numbers) {
  await forTenants([id], () =>
    operator.get(ChannelsService).connectSimulated({
      provider: 'whatsapp',
      accountId: wabaId,
      externalId: phoneNumberId,
      name: displayPhoneNumber,
      address: displayPhoneNumber,
      accessToken,
      echoEnabled: false,
    }),
  );
}
await operator.close();
exit(0);
