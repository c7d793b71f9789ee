import { readAs } from '../platform/config/configuration';
import { DEMO } from './demo-identity';
import { DemoEnvironment } from './environments';

/**
 * Everything that a load generator, a test or a reader of the README needs to play Meta for the demo tenant:
 * as a table, as JSON (`--json`), or one value alone (`demo appSecret`).
 */
export function demo(options: readonly string[]): Promise<number> {
  const facts = demoFacts(readAs(DemoEnvironment));
  const [name] = options.filter((option) => !option.startsWith('--'));
  if (name !== undefined)
    return print(facts[name], `There is no "${name}". There are: ${Object.keys(facts).join(', ')}.`);
  if (options.includes('--json')) return print(JSON.stringify(facts, null, 2));
  const lines = Object.entries(facts).map(([key, value]) => `${key.padEnd(15)}${value}`);
  return print(lines.join('\n'));
}

function demoFacts(environment: DemoEnvironment): Record<string, string | undefined> {
  return {
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
}

function print(text: string | undefined, otherwise = ''): Promise<number> {
  if (text === undefined) process.stderr.write(`${otherwise}\n`);
  else process.stdout.write(`${text}\n`);
  return Promise.resolve(text === undefined ? 2 : 0);
}
