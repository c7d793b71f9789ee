import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment';

/** Every fault of the environment at once, so that nobody mends them one restart at a time. */
export class InvalidConfiguration extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The configuration is not valid:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The settings of the api and the worker. @throws InvalidConfiguration */
export function readEnvironment(variables: Variables = process.env): Environment {
  return readAs(Environment, variables);
}

/** The settings of a command that needs more than the serving processes get. @throws InvalidConfiguration */
export function readAs<T extends Environment>(shape: new () => T, variables: Variables = process.env): T {
  const faults: string[] = [];
  const given = withoutEmpty(withFiles(variables, faults));
  const environment = plainToInstance(shape, given, { exposeDefaultValues: true });
  for (const error of validateSync(environment)) {
    faults.push(...Object.values(error.constraints ?? {}).map((fault) => sentence(error.property, fault)));
  }
  if (faults.length > 0) throw new InvalidConfiguration(faults);
  return Object.freeze(environment);
}

/** NAME_FILE=path gives NAME the content of that file, as container secrets are mounted. */
function withFiles(variables: Variables, faults: string[]): Record<string, string | undefined> {
  const result: Record<string, string | undefined> = { ...variables };
  for (const [name, path] of Object.entries(variables)) {
    if (!name.endsWith('_FILE') || !path) continue;
    const target = name.slice(0, -'_FILE'.length);
    if (!SECRET_NAMES.has(target)) continue;
    try {
      result[target] = readFileSync(path, 'utf8').trim();
    } catch {
      faults.push(`${name} names a file that cannot be read`);
    }
  }
  return result;
}

const SECRET_NAMES = new Set([
  'DATABASE_URL',
  'DATABASE_APP_URL',
  'DATABASE_SYSTEM_URL',
  'REDIS_URL',
  'ENCRYPTION_KEY',
  'PREVIOUS_ENCRYPTION_KEYS',
  'SMTP_URL',
  'METRICS_TOKEN',
  'S3_SECRET_ACCESS_KEY',
  'WHATSAPP_APP_SECRETS',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_SIMULATOR_TOKEN',
]);

function withoutEmpty(variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

function sentence(name: string, fault: string): string {
  return fault.startsWith(name) ? fault : `${name}: ${fault}`;
}
