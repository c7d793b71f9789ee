import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Coalesced } from '../../kernel/coalesced';
import { Sweeper } from '../../platform/queue/sweeper';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { Sender } from './sender';

const SWEEP_PAUSE_MS = 1_000;

/** Empties the outbox: woken by a job, and by a sweeper for lost jobs, postponed messages and senders that died. */
@Injectable()
export class OutboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly draining = new Coalesced(() => this.drainOnce());
  private readonly sweeper: Sweeper;
  private stopping = false;

  constructor(
    private readonly sender: Sender,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweeper = new Sweeper('outbound', SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.sweeper.stop();
    await this.draining.settled();
  }

  drain(): Promise<void> {
    return this.draining.run();
  }

  private async sweep(): Promise<void> {
    await this.sender.giveUpAbandoned();
    await this.drain();
  }

  private async drainOnce(): Promise<void> {
    while (!this.stopping && (await this.sender.sendDue()) > 0);
  }
}
