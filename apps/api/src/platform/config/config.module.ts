import { Global, Module } from '@nestjs/common';
import { readEnvironment } from './configuration';
import { Environment } from './environment';

@Global()
@Module({
  providers: [{ provide: Environment, useFactory: () => readEnvironment() }],
  exports: [Environment],
})
export class ConfigModule {}
