import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Coalesced } from '../../kernel/coalesced';
import { Sweeper } from '../../platform/queue/sweeper';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { OutboundWakeUp } from '../outbound/send-messages.job';
import { Exploder } from './exploder';
import { LaneWorker } from './lane-worker';

const SWEEP_PAUSE_MS = 1_000;
const LANES_AT_ONCE = 4;

/** Works off what was received: woken by a job, and by a sweeper for every job that was lost. */
@Injectable()
export class InboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly draining = new Coalesced(() => this.drainOnce());
  private readonly sweeper: Sweeper;
  private stopping = false;

  constructor(
    private readonly exploder: Exploder,
    private readonly lanes: LaneWorker,
    private readonly realtime: Realtime,
    private readonly outbound: OutboundWakeUp,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweeper = new Sweeper('inbound', SWEEP_PAUSE_MS, () => this.drain(), logger);
  }

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.sweeper.stop();
    await this.draining.settled();
  }

  /** Resolves when all that waited at the call has been worked off, or has failed and waits for its next attempt. */
  drain(): Promise<void> {
    return this.draining.run();
  }

  private async drainOnce(): Promise<void> {
    while (!this.stopping && (await this.exploder.explode()) + (await this.applyLanes()) > 0);
  }

  private async applyLanes(): Promise<number> {
    const waiting = await this.lanes.lanesWithWork();
    let events = 0;
    const next = async (): Promise<void> => {
      for (let lane = waiting.pop(); lane !== undefined && !this.stopping; lane = waiting.pop()) {
        events += await this.applyLane(lane);
      }
    };
    await Promise.all(Array.from({ length: LANES_AT_ONCE }, next));
    return events;
  }

  private async applyLane(lane: number): Promise<number> {
    const applied = await this.lanes.apply(lane);
    if (applied.changes.length > 0) {
      this.outbound.request();
      await this.realtime.publish(applied.changes);
    }
    return applied.events;
  }
}
