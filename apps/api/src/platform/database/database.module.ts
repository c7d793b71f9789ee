import { DynamicModule, Inject, Module, OnApplicationShutdown } from '@nestjs/common';
import { Logger } from 'pino';
import { DataSource, MixedList } from 'typeorm';
import { Environment } from '../config/environment';
import { LOGGER } from '../telemetry/telemetry.module';
import { createDataSource } from './data-source';
import { AppDatabase, KeysDatabase, SystemDatabase } from './database';
import { onceReachable } from './once-reachable';

type Entities = MixedList<new () => object>;

@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(AppDatabase) private readonly app: AppDatabase,
    @Inject(SystemDatabase) private readonly system: SystemDatabase,
    @Inject(KeysDatabase) private readonly keys: KeysDatabase,
  ) {}

  /** `name` is what PostgreSQL shows as the application; `entities` come from the slices that the process loads. */
  static for(name: string, entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: AppDatabase,
          inject: [Environment, LOGGER],
          useFactory: async ({ DATABASE_APP_URL }: Environment, logger: Logger) =>
            new AppDatabase(await opened(createDataSource(DATABASE_APP_URL, name, 8, entities), logger)),
        },
        {
          provide: SystemDatabase,
          inject: [Environment, LOGGER],
          useFactory: async ({ DATABASE_SYSTEM_URL }: Environment, logger: Logger) =>
            new SystemDatabase(
              await opened(createDataSource(DATABASE_SYSTEM_URL, name, 6, entities), logger),
            ),
        },
        {
          provide: KeysDatabase,
          inject: [Environment, LOGGER],
          useFactory: async ({ DATABASE_SYSTEM_URL }: Environment, logger: Logger) =>
            new KeysDatabase(await opened(createDataSource(DATABASE_SYSTEM_URL, `${name}-keys`, 2), logger)),
        },
      ],
      exports: [AppDatabase, SystemDatabase, KeysDatabase],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app, this.system, this.keys].map(({ source }) => source.destroy()));
  }
}

function opened(source: DataSource, logger: Logger): Promise<DataSource> {
  return onceReachable(() => source.initialize(), logger);
}
