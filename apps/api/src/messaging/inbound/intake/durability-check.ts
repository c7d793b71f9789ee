import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { Logger } from 'pino';
import { InvalidConfiguration } from '../../../platform/config/configuration';
import { Environment } from '../../../platform/config/environment';
import { SystemDatabase } from '../../../platform/database/database';
import {
  DURABILITY_SETTINGS,
  durabilityFaults,
  DurabilitySettings,
} from '../../../platform/database/durability';
import { onceReachable } from '../../../platform/database/once-reachable';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';

/** A webhook is answered 200 when it is committed, and that is worth as much as a commit of this server. */
@Injectable()
export class DurabilityCheck implements OnModuleInit {
  constructor(
    private readonly environment: Environment,
    private readonly database: SystemDatabase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws InvalidConfiguration in a live installation whose server may lose what is committed */
  async onModuleInit(): Promise<void> {
    const ask = () => this.database.query<DurabilitySettings>(DURABILITY_SETTINGS);
    const [settings] = await onceReachable(ask, this.logger);
    const faults = settings === undefined ? [] : durabilityFaults(settings);
    if (faults.length > 0 && this.environment.INSTALLATION === 'live') throw new InvalidConfiguration(faults);
    for (const fault of faults) this.logger.warn(fault);
  }
}
