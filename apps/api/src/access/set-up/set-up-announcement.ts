import { Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from 'pino';
import { onceReachable } from '../../platform/database/once-reachable';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { SetUpLinks } from './set-up-links';

/** There are no default accounts: a new installation says once, in its log, where its first one is made. */
@Injectable()
export class SetUpAnnouncement implements OnApplicationBootstrap {
  constructor(
    private readonly links: SetUpLinks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const link = await onceReachable(() => this.links.makeFirst(), this.logger);
    if (link !== null) this.logger.warn(`Nobody has an account yet. Make the first one at ${link}`);
  }
}
