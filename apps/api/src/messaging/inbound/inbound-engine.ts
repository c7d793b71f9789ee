import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { crashPoint } from '../../kernel/crash-points';
import { Watch } from '../../platform/queue/watch';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { MediaWakeUp } from '../media/media-wake-up';
import { OutboundEngine } from '../outbound/outbound-engine';
import { OutboundWakeUp } from '../outbound/send-messages.job';
import { Applied } from './event-applier';
import { Exploder } from './exploder';
import { LaneWorker } from './lane-worker';
import { Waiting } from './waiting';

const ROUNDS_AT_ONCE = 2;
const LANES_OF_A_ROUND = 16;

/** Works off what was received: explodes deliveries into events, and beside that applies the events lane by lane. */
@Injectable()
export class InboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly exploding: Watch;
  private readonly applying: Watch;

  constructor(
    private readonly exploder: Exploder,
    private readonly waiting: Waiting,
    private readonly lanes: LaneWorker,
    private readonly realtime: Realtime,
    private readonly senders: OutboundEngine,
    private readonly outbound: OutboundWakeUp,
    private readonly media: MediaWakeUp,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.exploding = new Watch({ name: 'exploding', step: () => this.explode() }, logger);
    this.applying = new Watch({ name: 'applying', step: () => this.apply() }, logger);
  }

  onApplicationBootstrap(): void {
    this.exploding.start();
    this.applying.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.exploding.stop(), this.applying.stop()]);
  }

  /** Deliveries came, or events came back. */
  wake(): void {
    this.exploding.wake();
    this.applying.wake();
  }

  private async explode(): Promise<number> {
    const exploded = await this.exploder.explode();
    if (exploded > 0) this.applying.wake();
    return exploded;
  }

  /** Every lane that has work gets its turn. */
  private async apply(): Promise<number> {
    const lanes = await this.waiting.lanes();
    let events = 0;
    const rounds = async (): Promise<void> => {
      while (lanes.length > 0) {
        for (const applied of await this.lanes.apply(lanes.splice(0, LANES_OF_A_ROUND))) {
          events += applied.events;
          await this.tell(applied);
        }
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: ROUNDS_AT_ONCE }, rounds));
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    return events;
  }

  /** Hints, after the commit: each of them may be lost. */
  private async tell({ changes, hasAnswers, hasMedia, receivedOn, resumed }: Applied): Promise<void> {
    crashPoint('apply.before-hints');
    this.senders.countInbound(receivedOn);
    if (hasAnswers && !this.senders.wakeFor(receivedOn)) this.outbound.request();
    if (resumed) {
      this.senders.wake();
      this.outbound.request();
    }
    if (hasMedia) this.media.request();
    if (changes.length > 0) await this.realtime.publish(changes);
  }
}
