import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { ChannelsRepository, ChannelsService } from '../../channels';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { newId } from '../../kernel/ids';
import { SystemDatabase } from '../../platform/database/database';
import { Watch } from '../../platform/queue/watch';
import { Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, SendAnswer } from '../communication-adapter';
import { BREAKER_SETTINGS } from './breaker/circuit-breaker';
import { HostBreaker } from './breaker/host-breaker';
import { Way } from './breaker/way';
import { ChannelCalls } from './channel-calls';
import { ChannelSender } from './channel-sender';
import { ClaimedBlock } from './gate/claimed-block';
import { OutboxRepository } from './outbox.repository';
import { Place, reaches, WideScope } from './pacing/hold-reach';
import { ReceivedMessages } from './received-messages';
import { Results } from './results';
import { ChannelKey, LEASE_MS, SenderLease, SenderLeasesRepository } from './sender-leases.repository';
import { SendingWindow } from './sending-window';
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
  private readonly host = new HostBreaker(BREAKER_SETTINGS, Math.random);
  private readonly watch: Watch;

  constructor(
    private readonly database: SystemDatabase,
    private readonly leases: SenderLeasesRepository,
    private readonly outbox: OutboxRepository,
    private readonly gate: ClaimedBlock,
    private readonly channels: ChannelsRepository,
    private readonly tokens: ChannelsService,
    private readonly results: Results,
    private readonly unknown: UnknownMessages,
    private readonly received: ReceivedMessages,
    private readonly window: SendingWindow,
    private readonly realtime: Realtime,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
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
    const held = this.begin(lease, untilMs);
    this.senders.set(nameOf(lease), held);
    held.sender.wake();
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

  private begin(lease: SenderLease, untilMs: number): Held {
    const { owner, database, outbox, gate, channels, tokens, adapters, window, logger } = this;
    const holdOthers = this.holdOthers.bind(this);
    const parts = { owner, database, outbox, gate, channels, tokens, adapters, window, holdOthers, logger };
    const calls = new ChannelCalls(lease, parts);
    const way = new Way(lease.channelId, this.host, Math.random);
    const holding = { fence: lease.fence, untilMs };
    const sender = new ChannelSender(calls, way, this.results, holding, logger);
    return { sender, calls, lease };
  }
}

const nameOf = ({ tenantId, channelId }: ChannelKey): string => `${tenantId} ${channelId}`;
