import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Drain } from '../../platform/queue/drain';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { Sender } from './sender';

/** Empties the outbox. A sweep also finds postponed messages that are due again, and senders that died. */
@Injectable()
export class OutboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: Drain;

  constructor(sender: Sender, @Inject(LOGGER) logger: Logger) {
    this.work = new Drain(
      { name: 'outbound', step: () => sender.sendDue(), sweep: () => sender.giveUpAbandoned() },
      logger,
    );
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  drain(): Promise<void> {
    return this.work.run();
  }
}
