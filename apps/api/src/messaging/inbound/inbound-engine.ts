import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { Drain } from '../../platform/queue/drain';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { OutboundWakeUp } from '../outbound/send-messages.job';
import { Exploder } from './exploder';
import { LaneWorker } from './lane-worker';

const LANES_AT_ONCE = 4;

/** Works off what was received: explodes deliveries into events, and applies the events lane by lane. */
@Injectable()
export class InboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: Drain;

  constructor(
    private readonly exploder: Exploder,
    private readonly lanes: LaneWorker,
    private readonly realtime: Realtime,
    private readonly outbound: OutboundWakeUp,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new Drain({ name: 'inbound', step: () => this.step() }, logger);
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

  private async step(): Promise<number> {
    return (await this.exploder.explode()) + (await this.applyLanes());
  }

  private async applyLanes(): Promise<number> {
    const waiting = await this.lanes.lanesWithWork();
    let events = 0;
    const next = async (): Promise<void> => {
      for (let lane = waiting.pop(); lane !== undefined; lane = waiting.pop()) {
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
