import { setTimeout as pause } from 'node:timers/promises';
import { Subscription } from 'rxjs';
import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { Realtime } from '../../platform/realtime/realtime';
import { ChannelKey } from './sender-leases.repository';

/** A tenth of a second's worth in one hint, however many batches bring it. */
const GATHER_MS = 100;

/**
 * Tells the senders of other processes how much was received here: it uses what their numbers may send. A hint: where it
 * is lost, a number may be told that it is too fast, and slows down by itself.
 */
@Injectable()
export class ReceivedMessages implements OnModuleDestroy {
  private gathered: ChannelKey[] = [];
  private telling: Promise<void> | undefined;
  private readonly heard = new Subscription();

  constructor(private readonly realtime: Realtime) {}

  onModuleDestroy(): void {
    this.heard.unsubscribe();
  }

  /** One entry for each message. */
  tell(receivedOn: readonly ChannelKey[]): void {
    if (receivedOn.length === 0) return;
    this.gathered.push(...receivedOn);
    this.telling ??= this.tellGathered().finally(() => (this.telling = undefined));
  }

  /** Of every channel of which another process received something. */
  hear(count: (channel: ChannelKey, messages: number) => void): void {
    this.heard.add(
      this.realtime.usages.subscribe(({ tenantId, subject, times }) =>
        count({ tenantId, channelId: subject }, times),
      ),
    );
  }

  private async tellGathered(): Promise<void> {
    await pause(GATHER_MS, undefined, { ref: false });
    const byChannel = Map.groupBy(
      this.gathered.splice(0),
      ({ tenantId, channelId }) => `${tenantId} ${channelId}`,
    );
    const usages = [...byChannel.values()].flatMap(([first, ...others]) =>
      first === undefined
        ? []
        : [{ tenantId: first.tenantId, subject: first.channelId, times: others.length + 1 }],
    );
    await this.realtime.tellUsages(usages);
  }
}
