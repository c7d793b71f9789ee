import { createRequire } from 'node:module';
import { env } from 'node:process';

/** What the benches use of the built product: its own code, reached as its entry point reaches it. */
const built = createRequire(env['API_ENTRY'] ?? '');
built('reflect-metadata');

type Work<T> = (transaction: Queryable) => Promise<T>;

export interface Queryable {
  query(sql: string, values?: readonly unknown[]): Promise<unknown[]>;
}

interface Source extends Queryable {
  initialize(): Promise<Source>;
  manager: Queryable;
}

interface Database {
  transaction<T>(work: Work<T>): Promise<T>;
  reading<T>(work: Work<T>): Promise<T>;
}

interface Application {
  get(token: unknown): Database;
  listen(address: { host: string; port: number }): Promise<unknown>;
}

export const POOL = 8;

export async function openPool(url: string, name: string): Promise<Source> {
  const { createDataSource } = built('./platform/database/data-source') as {
    createDataSource: (url: string, name: string, poolSize: number) => Source;
  };
  return createDataSource(url, name, POOL).initialize();
}

const { AppDatabase } = built('./platform/database/database') as {
  AppDatabase: new (source: Source) => Database;
};

export function appDatabase(source: Source): Database {
  return new AppDatabase(source);
}

export const { forTenants } = built('./kernel/context') as {
  forTenants: <T>(tenantIds: readonly string[], work: () => T) => T;
};

/** The statement of the conversation list, asked of whatever is given for a transaction. */
export function listConversations(transaction: Queryable, limit: number): Promise<unknown[]> {
  const { ConversationsRepository } = built('./messaging/conversations/conversations.repository') as {
    ConversationsRepository: new () => {
      list(of: Queryable, limit: number, after: null): Promise<unknown[]>;
    };
  };
  return new ConversationsRepository().list(transaction, limit, null);
}

/** The product's api. `bareUrl`: what reads asks that database directly, without a transaction and without a tenant. */
export async function startApi(bareUrl: string | undefined): Promise<void> {
  const { readEnvironment } = built('./platform/config/configuration') as {
    readEnvironment: () => { HOST: string; PORT: number; LOG_LEVEL: string };
  };
  const { createLogger } = built('./platform/telemetry/logger') as {
    createLogger: (name: string, level: string) => unknown;
  };
  const { ApiModule } = built('./composition') as { ApiModule: { with(...parts: unknown[]): unknown } };
  const { createHttpServer } = built('./platform/http/http-server') as {
    createHttpServer: (...parts: unknown[]) => Promise<Application>;
  };
  const environment = readEnvironment();
  const logger = createLogger('api', environment.LOG_LEVEL);
  const app = await createHttpServer(ApiModule.with(environment, logger), environment, logger);
  if (bareUrl !== undefined) {
    const { manager } = await openPool(bareUrl, 'bench-bare');
    app.get(AppDatabase).reading = (work) => work(manager);
  }
  await app.listen({ host: environment.HOST, port: environment.PORT });
}
