import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { crashPoint } from '../../kernel/crash-points';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { Attempts } from './attempts';
import { ATTEMPTS, nextCarefully } from './careful';
import { Applied, EventApplier, NOTHING_APPLIED } from './event-applier';
import { isInnocent } from './halves';
import { EventKey, InboxEvent, InboxEventsRepository } from './inbox-events.repository';
import { LanesRepository } from './lanes.repository';
import { Days, Waiting } from './waiting';

/** Of one round: of each tenant in a lane so many, and of all of them together about so many. */
const BATCH = { limit: 1_000, perTurn: 64 };
/** After a death few at a time, so that few are suspected of the next one. */
const CAREFUL_BATCH = 16;

interface Round {
  readonly applied: Applied;
  /** Lanes that somebody died or failed in. */
  readonly suspect: readonly number[];
}

/** Applies the events of lanes that nobody else works on (docs/architecture.md, step 4). */
@Injectable()
export class LaneWorker {
  /** Of a lane that somebody died in: the events that the dead one may have had. */
  private readonly suspects = new Map<number, readonly EventKey[]>();

  constructor(
    private readonly database: SystemDatabase,
    private readonly waiting: Waiting,
    private readonly lanes: LanesRepository,
    private readonly attempts: Attempts,
    private readonly events: InboxEventsRepository,
    private readonly applier: EventApplier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One batch of these lanes in one transaction, and a few events of each of those that somebody died in. */
  async apply(lanes: readonly number[]): Promise<Applied[]> {
    const { applied, suspect } = await this.applyTogether(lanes);
    const others: Applied[] = [];
    for (const lane of suspect) others.push(await this.applySafely(lane));
    return [applied, ...others];
  }

  /** What fails in one lane is no reason to leave the others alone; it is counted, so that it comes to an end. */
  private async applySafely(lane: number): Promise<Applied> {
    try {
      return await this.applyCarefully(lane);
    } catch (err) {
      this.logger.error({ err, lane }, 'lane not applied');
      return NOTHING_APPLIED;
    }
  }

  private async applyTogether(lanes: readonly number[]): Promise<Round> {
    const days = await this.waiting.days();
    let counted: Promise<readonly number[]> = Promise.resolve([]);
    try {
      const round = await this.database.preparedTransaction(async (transaction) => {
        const taken = await this.lanes.take(transaction, lanes);
        if (taken.length === 0) return { applied: NOTHING_APPLIED, suspect: [] };
        crashPoint('apply.lanes-locked');
        const counting = this.attempts.countLanes(taken);
        counted = counting.then(
          () => taken,
          () => [],
        );
        const [attempts, events] = await Promise.all([
          counting,
          this.events.claim(transaction, taken, { ...BATCH, days }),
        ]);
        const suspect = taken.filter((lane) => attempts.get(lane) !== 1);
        const trusted = taken.filter((lane) => !suspect.includes(lane));
        // What we suspected in them somebody else has seen to.
        for (const lane of trusted) this.suspects.delete(lane);
        crashPoint('apply.claimed');
        const applied = await this.applier.applyAll(
          transaction,
          events.filter(({ lane }) => trusted.includes(lane)),
        );
        await this.lanes.finish(transaction, trusted);
        crashPoint('apply.before-commit');
        return { applied, suspect };
      });
      crashPoint('apply.after-commit');
      return round;
    } catch (error) {
      if (isInnocent(error)) await this.attempts.takeBack({ lanes: await counted });
      throw error;
    }
  }

  /**
   * Takes the events that somebody may have died with few at a time, and counts them before; those that somebody died
   * with twice are taken alone, and the one that was alone then is set aside.
   */
  private async applyCarefully(lane: number): Promise<Applied> {
    const days = await this.waiting.days();
    let counted: readonly InboxEvent[] = [];
    try {
      return await this.database.preparedTransaction(async (transaction) => {
        const [taken] = await this.lanes.take(transaction, [lane]);
        if (taken === undefined) return NOTHING_APPLIED;
        const waiting = await this.suspectsOf(transaction, lane, days);
        const next = nextCarefully(waiting);
        const applied = await this.applyCounted(transaction, next, (events) => (counted = events));
        if (next.length === waiting.length && waiting.length < CAREFUL_BATCH) {
          this.suspects.delete(lane);
          await this.lanes.finish(transaction, [lane]);
        }
        return applied;
      });
    } catch (error) {
      if (isInnocent(error)) await this.attempts.takeBack({ lanes: [lane], events: counted });
      throw error;
    }
  }

  private async applyCounted(
    transaction: Transaction,
    events: readonly InboxEvent[],
    onCounted: (events: readonly InboxEvent[]) => void,
  ): Promise<Applied> {
    const [first] = events;
    if (first === undefined) return NOTHING_APPLIED;
    if (first.attempts >= ATTEMPTS) {
      await this.applier.giveUp(transaction, first);
      return { ...NOTHING_APPLIED, events: 1 };
    }
    await this.attempts.countEvents(events);
    onCounted(events);
    crashPoint('apply.claimed');
    return this.applier.applyAll(transaction, events);
  }

  private async suspectsOf(transaction: Transaction, lane: number, days: Days): Promise<InboxEvent[]> {
    let suspects = this.suspects.get(lane);
    if (suspects === undefined) {
      suspects = await this.events.claim(transaction, [lane], { ...BATCH, days });
      this.suspects.set(
        lane,
        suspects.map(({ day, id }) => ({ day, id })),
      );
    }
    return this.events.stillToApply(transaction, lane, suspects, { days, limit: CAREFUL_BATCH });
  }
}
