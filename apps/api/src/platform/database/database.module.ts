import { DynamicModule, Inject, Module, OnApplicationShutdown } from '@nestjs/common';
import { MixedList } from 'typeorm';
import { Environment } from '../config/environment';
import { createDataSource } from './data-source';
import { AppDatabase, KeysDatabase, SystemDatabase } from './database';

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
          inject: [Environment],
          useFactory: async ({ DATABASE_APP_URL }: Environment) =>
            new AppDatabase(await createDataSource(DATABASE_APP_URL, name, 8, entities).initialize()),
        },
        {
          provide: SystemDatabase,
          inject: [Environment],
          useFactory: async ({ DATABASE_SYSTEM_URL }: Environment) =>
            new SystemDatabase(await createDataSource(DATABASE_SYSTEM_URL, name, 6, entities).initialize()),
        },
        {
          provide: KeysDatabase,
          inject: [Environment],
          useFactory: async ({ DATABASE_SYSTEM_URL }: Environment) =>
            new KeysDatabase(await createDataSource(DATABASE_SYSTEM_URL, `${name}-keys`, 2).initialize()),
        },
      ],
      exports: [AppDatabase, SystemDatabase, KeysDatabase],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app, this.system, this.keys].map(({ source }) => source.destroy()));
  }
}
