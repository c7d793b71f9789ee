import { DynamicModule, Module } from '@nestjs/common';
import { Logger } from 'pino';
import { Metrics } from './metrics';

export const LOGGER = Symbol('logger');

@Module({})
export class TelemetryModule {
  static with(logger: Logger): DynamicModule {
    return {
      module: TelemetryModule,
      global: true,
      providers: [{ provide: LOGGER, useValue: logger }, Metrics],
      exports: [LOGGER, Metrics],
    };
  }
}
