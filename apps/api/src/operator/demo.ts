import { readAs } from '../platform/config/configuration';
import { DemoEnvironment } from './environments';
import { DEMO } from './demo-identity';

/** Everything that a load generator, a test or a reader of the README needs to play Meta for the demo tenant. */
export async function demo(options: readonly string[]): Promise<number> {
  const environment = readAs(DemoEnvironment);
  const facts = {
    webhookUrl: `${environment.API_URL}/api/webhooks/whatsapp`,
    appSecret: environment.WHATSAPP_APP_SECRETS[0],
    verifyToken: environment.WHATSAPP_VERIFY_TOKEN,
    phoneNumberId: DEMO.phoneNumberId,
    wabaId: DEMO.wabaId,
    databaseUrl: environment.DATABASE_READER_URL,
    simulatorUrl: environment.SIMULATOR_URL,
    apiUrl: environment.API_URL,
    dashboardUrl: environment.DASHBOARD_URL,
  };
  if (options.includes('--json')) process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
  else
    for (const [name, value] of Object.entries(facts)) process.stdout.write(`${name.padEnd(15)}${value}\n`);
  return Promise.resolve(0);
}
