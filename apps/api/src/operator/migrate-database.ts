import { readAs } from '../platform/config/configuration';
import { OwnerEnvironment } from './environments';
import { migrate } from '../platform/database/migrate';

export async function migrateDatabase(): Promise<number> {
  const { DATABASE_URL, DATABASE_APP_URL, DATABASE_SYSTEM_URL } = readAs(OwnerEnvironment);
  const { applied } = await migrate({
    owner: DATABASE_URL,
    app: DATABASE_APP_URL,
    system: DATABASE_SYSTEM_URL,
  });
  process.stdout.write(
    applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`,
  );
  return 0;
}
