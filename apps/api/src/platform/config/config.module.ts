import { DynamicModule, Module } from '@nestjs/common';
import { Environment } from './environment';

/** Gives every provider the environment that the entry point has read and checked. */
@Module({})
export class ConfigModule {
  static with(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Environment, useValue: environment }],
      exports: [Environment],
    };
  }
}
