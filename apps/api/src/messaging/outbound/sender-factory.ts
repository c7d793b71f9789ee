import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { ChannelsRepository, ChannelsService } from '../../channels';
import { SystemDatabase } from '../../platform/database/database';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter } from '../communication-adapter';
import { BREAKER_SETTINGS } from './breaker/circuit-breaker';
import { HostBreaker } from './breaker/host-breaker';
import { Way } from './breaker/way';
import { ChannelCalls, HoldOthers } from './channel-calls';
import { ChannelSender } from './channel-sender';
import { ClaimedBlock } from './gate/claimed-block';
import { OutboxRepository } from './outbox.repository';
import { Results } from './results';
import { SenderLease } from './sender-leases.repository';
import { SendingWindow } from './sending-window';

export interface Sending {
  readonly owner: string;
  readonly lease: SenderLease;
  readonly untilMs: number;
  readonly holdOthers: HoldOthers;
}

/** Makes the senders of this process. They share the way to the provider's host, and each has its own to its number. */
@Injectable()
export class SenderFactory {
  private readonly host = new HostBreaker(BREAKER_SETTINGS, Math.random);

  constructor(
    private readonly database: SystemDatabase,
    private readonly outbox: OutboxRepository,
    private readonly gate: ClaimedBlock,
    private readonly channels: ChannelsRepository,
    private readonly tokens: ChannelsService,
    private readonly window: SendingWindow,
    private readonly results: Results,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  make({ owner, lease, untilMs, holdOthers }: Sending): { sender: ChannelSender; calls: ChannelCalls } {
    const { database, outbox, gate, channels, tokens, adapters, window, logger } = this;
    const parts = { owner, database, outbox, gate, channels, tokens, adapters, window, holdOthers, logger };
    const calls = new ChannelCalls(lease, parts);
    const way = new Way(lease.channelId, this.host, Math.random);
    const holding = { fence: lease.fence, untilMs };
    return { calls, sender: new ChannelSender(calls, way, this.results, holding, logger) };
  }
}
