import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { newId } from '../../kernel/ids';
import { SystemDatabase } from '../../platform/database/database';
import { Watch } from '../../platform/queue/watch';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { SendAnswer } from '../communication-adapter';
import { ChannelCalls } from './channel-calls';
import { ChannelSender } from './channel-sender';
import { OutboxRepository } from './outbox.repository';
import { Place, reaches, WideScope } from './pacing/hold-reach';
import { ReceivedMessages } from './received-messages';
import { Results } from './results';
import { SenderFactory } from './sender-factory';
import { ChannelKey, LEASE_MS, SenderLease, SenderLeasesRepository } from './sender-leases.repository';
import { UnknownMessages } from './unknown-messages';

/** Whoever comes after a sender does not know how much that has sent within the last second. */
const NEXT_SENDER_AFTER_MS = 1_000;

interface Held {
  readonly sender: ChannelSender;
  readonly calls: ChannelCalls;
  readonly lease: SenderLease;
}

/** Empties the outbox: one sender for each channel that has something to send, in whichever process holds its lease. */
@Injectable()
export class OutboundEngine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly owner = newId();
  private readonly senders = new Map<string, Held>();
  private readonly watch: Watch;

  constructor(
    private readonly database: SystemDatabase,
    private readonly leases: SenderLeasesRepository,
    private readonly outbox: OutboxRepository,
    private readonly factory: SenderFactory,
    private readonly results: Results,
    private readonly unknown: UnknownMessages,
    private readonly received: ReceivedMessages,
    private readonly realtime: Realtime,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.watch = new Watch({ name: 'outbound', step: () => this.look() }, logger);
  }

  onApplicationBootstrap(): void {
    this.received.hear((channel, messages) => this.count(channel, messages));
    this.watch.start();
    this.unknown.start();
  }

  /** What was claimed and not begun goes back; what is on its way is heard out. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.watch.stop(), this.unknown.stop()]);
    await Promise.all([...this.senders.values()].map(({ sender }) => sender.stop()));
    await this.results.close();
    await this.leases.releaseAcrossTenants(this.owner);
  }

  /** There may be something to send. */
  wake(): void {
    this.watch.wake();
  }

  /**
   * There is something to send on these channels. False when others may have to hear of that: for the channels whose
   * sender is here, nobody else can do anything.
   */
  wakeFor(channels: readonly ChannelKey[]): boolean {
    const woken = channels.map((channel) => {
      const held = this.senders.get(nameOf(channel));
      return held?.calls.lostAClaimAtMs === undefined && held?.sender.wakeAsHolder() === true;
    });
    if (woken.every(Boolean)) return true;
    this.watch.wake();
    return false;
  }

  /** What somebody wrote to a channel uses what that may send, too: the provider counts both. */
  countInbound(channels: readonly ChannelKey[]): void {
    for (const channel of channels) this.count(channel, 1);
    // Where somebody here sends, nobody else does.
    this.received.tell(channels.filter((one) => this.senders.get(nameOf(one))?.sender.isBusy !== true));
  }

  private count(channel: ChannelKey, messages: number): void {
    this.senders.get(nameOf(channel))?.sender.countInbound(messages);
  }

  /** Answers 0: those who send find out by themselves what else there is. */
  private async look(): Promise<number> {
    const wanted = new Map<string, ChannelKey>();
    const abandoned = new Set<string>();
    for (const waiting of await this.leases.waitingAcrossTenants()) {
      wanted.set(nameOf(waiting), waiting);
      if (waiting.isAbandoned) abandoned.add(nameOf(waiting));
    }
    for (const [name, { sender, lease }] of this.senders) if (sender.isBusy) wanted.set(name, lease);
    for (const lease of await this.giveUpLostClaims()) {
      wanted.set(nameOf(lease), lease);
      abandoned.add(nameOf(lease));
    }
    const beganAt = performance.now();
    const held = await this.leases.holdAcrossTenants(this.owner, [...wanted.values()]);
    crashPoint('send.lease-taken');
    for (const lease of held) {
      const name = nameOf(lease);
      if (abandoned.has(name)) await this.giveUp(lease);
      await this.sendFor(lease, beganAt + LEASE_MS);
    }
    return 0;
  }

  private async sendFor(lease: SenderLease, untilMs: number): Promise<void> {
    const known = this.senders.get(nameOf(lease));
    const { fence } = lease;
    if (known?.lease.fence === fence) {
      known.sender.keep({ fence, untilMs });
      if (known.calls.lostAClaimAtMs === undefined) known.sender.wake();
      return;
    }
    await known?.sender.stop();
    const holdOthers = this.holdOthers.bind(this);
    const made = this.factory.make({ owner: this.owner, lease, untilMs, holdOthers });
    this.senders.set(nameOf(lease), { ...made, lease });
    made.sender.wake();
  }

  /**
   * Of senders whose claim may have been committed unheard: as soon as all is written that they know of, the rest is an
   * earlier holder's.
   */
  private async giveUpLostClaims(): Promise<SenderLease[]> {
    const latest = performance.now() - NEXT_SENDER_AFTER_MS;
    const lost = [...this.senders.values()]
      .filter(({ calls, sender }) => (calls.lostAClaimAtMs ?? Infinity) <= latest && !sender.isBusy)
      .map(({ lease }) => lease)
      .filter(({ channelId }) => !this.results.isOwed(channelId));
    await this.leases.renewFenceAcrossTenants(this.owner, lost);
    return lost;
  }

  /** What an earlier holder had on its way. */
  private async giveUp({ tenantId, channelId, fence }: SenderLease): Promise<void> {
    const changes = await forTenants([tenantId], () =>
      this.database.transaction(async (transaction) => {
        const abandoned = await this.outbox.markAbandoned(transaction, channelId, fence);
        crashPoint('send.abandoned-marked');
        return abandoned;
      }),
    );
    crashPoint('send.abandoned-noted');
    await this.realtime.publish(changes);
  }

  /** At once; those of other processes find it at their next claim. */
  private holdOthers(scope: WideScope, held: Place, why: SendAnswer): void {
    for (const { sender } of this.senders.values()) {
      const { place } = sender;
      const isOther = place !== undefined && place.channelId !== held.channelId;
      if (isOther && reaches(scope, held, place)) sender.hold(why);
    }
  }
}

const nameOf = ({ tenantId, channelId }: ChannelKey): string => `${tenantId} ${channelId}`;
