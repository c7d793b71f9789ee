import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { Environment } from '../../platform/config/environment';
import { SharedLimiter } from '../../platform/limits/shared-limiter';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { ClaimedMessage } from './outbox.repository';
import { Initiator, initiatorOf } from './pacing/initiator';

/** What the older systems allow a number in a second (SENDING_WINDOW). */
const PER_SECOND: Readonly<Record<Initiator, number>> = { business: 80, user: 1_000 };
/** A store that is away is asked again so often. */
const AWAY_MS = 1_000;

/**
 * The older systems' rule, where the setting asks for it: in any second at most 80 messages of a number that the business
 * began and 1,000 that people began, by a window that all processes share. It comes on top of the number's own limit:
 * while its store is away, that alone holds.
 */
@Injectable()
export class SendingWindow {
  private isAway = false;
  private askedAgainAtMs = -Infinity;

  constructor(
    private readonly limiter: SharedLimiter,
    private readonly environment: Environment,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Milliseconds until this message may be asked for again; 0: it may go now, and is counted. Never throws. */
  async waitMs(message: ClaimedMessage): Promise<number> {
    if (this.environment.SENDING_WINDOW !== 'on' || performance.now() < this.askedAgainAtMs) return 0;
    const initiator = initiatorOf(message);
    const limited = { tenantId: message.tenantId, name: `sending:${message.channelId}:${initiator}` };
    try {
      const { waitMs } = await this.limiter.admit(limited, PER_SECOND[initiator]);
      this.isBack();
      return waitMs;
    } catch (err) {
      this.goesWithout(err);
      return 0;
    }
  }

  private isBack(): void {
    if (this.isAway) this.logger.info('the store of the sending window is back');
    this.isAway = false;
  }

  private goesWithout(err: unknown): void {
    if (!this.isAway)
      this.logger.warn({ err }, 'the sending window is away: numbers keep to their own limit alone');
    this.isAway = true;
    this.askedAgainAtMs = performance.now() + AWAY_MS;
  }
}
