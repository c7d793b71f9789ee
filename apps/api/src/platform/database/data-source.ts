import { DataSource, MixedList, EntitySchema } from 'typeorm';
import { InitialSchema1764000000000 } from './migrations/1764000000000-InitialSchema';
import { AddAccess1764100000000 } from './migrations/1764100000000-AddAccess';
import { InboundEngine1764200000000 } from './migrations/1764200000000-InboundEngine';
import { InboundElements1764200100000 } from './migrations/1764200100000-InboundElements';
import { OutboundEngine1764300000000 } from './migrations/1764300000000-OutboundEngine';
import { PolicyGate1764400000000 } from './migrations/1764400000000-PolicyGate';
import { WhoSent1764500000000 } from './migrations/1764500000000-WhoSent';
import { SharedLimits1764600000000 } from './migrations/1764600000000-SharedLimits';
import { AddHoldNotices1764700000000 } from './migrations/1764700000000-AddHoldNotices';
import { TenantCacheVersions1764800000000 } from './migrations/1764800000000-TenantCacheVersions';
import { ChannelConnections1764900000000 } from './migrations/1764900000000-ChannelConnections';
import { Templates1765000000000 } from './migrations/1765000000000-Templates';
import { PooledClient } from './pool';

const migrations = [
  InitialSchema1764000000000,
  AddAccess1764100000000,
  InboundEngine1764200000000,
  InboundElements1764200100000,
  OutboundEngine1764300000000,
  PolicyGate1764400000000,
  WhoSent1764500000000,
  SharedLimits1764600000000,
  AddHoldNotices1764700000000,
  TenantCacheVersions1764800000000,
  ChannelConnections1764900000000,
  Templates1765000000000,
];

type Entities = MixedList<(new () => object) | EntitySchema>;

/**
 * For processes that serve. PostgreSQL ends what takes longer than 20 s; when even that is not heard of, the connection
 * is given up. A statement is sent without waiting for the answer to the one before.
 */
const SERVING = { pipeline: true, statement_timeout: 20_000, query_timeout: 25_000 };
/** A migration takes as long as it takes. */
export const UNHURRIED = {};

/** `poolSize` connections; a query that waits longer than 10 s for one of them fails. */
export function createDataSource(
  url: string,
  name: string,
  poolSize: number,
  entities: Entities = [],
  manner: object = SERVING,
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
    extra: {
      Client: PooledClient,
      idle_in_transaction_session_timeout: 15_000,
      keepAlive: true,
      ...manner,
    },
    logging: false,
  });
}
