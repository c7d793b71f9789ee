import { DataSource, MixedList, EntitySchema } from 'typeorm';
import { InitialSchema1764000000000 } from './migrations/1764000000000-InitialSchema';
import { AddAccess1764100000000 } from './migrations/1764100000000-AddAccess';

const migrations = [InitialSchema1764000000000, AddAccess1764100000000];

type Entities = MixedList<(new () => object) | EntitySchema>;

/** `poolSize` connections; a query that waits longer than 10 s for one of them fails. */
export function createDataSource(
  url: string,
  name: string,
  poolSize: number,
  entities: Entities = [],
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    applicationName: name,
    poolSize,
    connectTimeoutMS: 10_000,
    extra: { idle_in_transaction_session_timeout: 15_000, keepAlive: true },
    logging: false,
  });
}
