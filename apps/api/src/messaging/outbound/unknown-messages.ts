import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { forTenants } from '../../kernel/context';
import { crashPoint } from '../../kernel/crash-points';
import { setTenants, SystemDatabase } from '../../platform/database/database';
import { Sweeper } from '../../platform/queue/sweeper';
import { Change, Realtime } from '../../platform/realtime/realtime';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { Waiting } from '../inbound/waiting';
import { afterUnknown } from './pacing/next-step';
import { OutboundWakeUp } from './send-messages.job';
import { UnknownMessage, UnknownMessagesRepository } from './unknown-messages.repository';

const SWEEP_PAUSE_MS = 1_000;
/** What has waited in the inbox for longer may be the status that we wait for. */
const LAGGING_MS = 10_000;

/**
 * A status tells within a minute what became of a message, or nobody ever will: then a reply is sent once more, unless
 * its tenant chose otherwise, and a broadcast never (docs/reliability.md). Minutes in which our own inbox lags behind do not count.
 */
@Injectable()
export class UnknownMessages {
  private readonly sweeper: Sweeper;
  private inboxIsHealthySinceMs: number | null = performance.now();

  constructor(
    private readonly database: SystemDatabase,
    private readonly messages: UnknownMessagesRepository,
    private readonly waiting: Waiting,
    private readonly wakeUp: OutboundWakeUp,
    private readonly realtime: Realtime,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweeper = new Sweeper('unknown messages', SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  start(): void {
    this.sweeper.start();
  }

  stop(): Promise<void> {
    return this.sweeper.stop();
  }

  async sweep(): Promise<void> {
    const changes = await this.database.systemTransaction(async (transaction) => {
      const unsettled = await this.messages.unsettledAcrossTenants(transaction);
      await this.lookAtTheInbox(unsettled.length > 0);
      if (unsettled.length === 0) return [];
      const tenantIds = [...new Set(unsettled.map(({ tenantId }) => tenantId))];
      await setTenants(transaction, tenantIds);
      return forTenants(tenantIds, async (): Promise<Change[]> => {
        const which = (fate: string) =>
          unsettled.filter((one) => this.fateOf(one) === fate).map(({ id }) => id);
        const resent = await this.messages.resend(transaction, which('resend'));
        if (resent.length > 0) crashPoint('send.before-resend-commit');
        const left = await this.messages.leave(transaction, which('final'));
        return [...resent, ...left];
      });
    });
    if (changes.length === 0) return;
    crashPoint('send.unknown-settled');
    this.wakeUp.request();
    await this.realtime.publish(changes);
  }

  private fateOf({
    sendingClass,
    resends,
    unknownForMs,
    policy,
  }: UnknownMessage): ReturnType<typeof afterUnknown> {
    const nowMs = performance.now();
    return afterUnknown({
      purpose: sendingClass === 'broadcast' ? 'broadcast' : 'reply',
      unknownSinceMs: nowMs - unknownForMs,
      nowMs,
      intakeHealthySinceMs: this.inboxIsHealthySinceMs,
      resends,
      policy,
    });
  }

  /** While nobody waits for a status, the inbox is not looked at, and nothing is known of it. */
  private async lookAtTheInbox(somebodyWaits: boolean): Promise<void> {
    if (!somebodyWaits) {
      this.inboxIsHealthySinceMs = performance.now();
      return;
    }
    const isLagging = (await this.waiting.oldestAgeMs()) > LAGGING_MS;
    if (isLagging) this.inboxIsHealthySinceMs = null;
    else this.inboxIsHealthySinceMs ??= performance.now();
  }
}
