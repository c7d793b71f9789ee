import { Inject, Injectable } from '@nestjs/common';
import { Logger } from 'pino';
import { crashPoint } from '../../kernel/crash-points';
import { SystemDatabase } from '../../platform/database/database';
import { Transaction } from '../../platform/database/transaction';
import { LOGGER } from '../../platform/telemetry/telemetry.module';
import { COMMUNICATION_ADAPTERS, CommunicationAdapter, InboundElement } from '../communication-adapter';
import { Attempts } from './attempts';
import { ATTEMPTS, nextCarefully, reasonOf } from './careful';
import { DeadLettersRepository, WHOLE_DELIVERY } from './dead-letters.repository';
import { DeliveriesRepository, Delivery } from './deliveries.repository';
import { EventWriter, Located } from './event-writer';
import { isInnocent } from './halves';
import { EXPLODING } from './lane';
import { LanesRepository } from './lanes.repository';
import { Waiting } from './waiting';

const BATCH = 500;
/** After a death few at a time, so that few are suspected of the next one. */
const CAREFUL_BATCH = 16;

/** A dead letter: a whole body, or an element of one. */
export interface LetterToExplode {
  readonly provider: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly element: unknown;
  readonly body: Buffer | null;
  readonly receivedAt: Date;
}

/** Turns stored webhooks into inbox events of tenants (docs/architecture.md, step 3). */
@Injectable()
export class Exploder {
  /** After a death: the deliveries that the dead one may have had. */
  private suspects: readonly string[] | undefined;

  constructor(
    private readonly database: SystemDatabase,
    private readonly waiting: Waiting,
    private readonly lanes: LanesRepository,
    private readonly attempts: Attempts,
    private readonly deliveries: DeliveriesRepository,
    private readonly events: EventWriter,
    private readonly letters: DeadLettersRepository,
    @Inject(COMMUNICATION_ADAPTERS) private readonly adapters: readonly CommunicationAdapter[],
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Explodes some of the oldest deliveries and answers how many; 0 also when somebody else is at it. */
  async explode(): Promise<number> {
    if (!(await this.waiting.anyDelivery())) return 0;
    const days = await this.waiting.days();
    let counted: readonly Delivery[] = [];
    let isCounted: Promise<boolean> = Promise.resolve(false);
    try {
      const exploded = await this.database.preparedTransaction(async (transaction) => {
        if (!(await this.lanes.takeExploding(transaction))) return 0;
        crashPoint('explode.locked');
        const counting = this.attempts.countLanes([EXPLODING]);
        isCounted = counting.then(
          () => true,
          () => false,
        );
        const [attempts, oldest] = await Promise.all([
          counting,
          this.deliveries.waiting(transaction, days, BATCH),
        ]);
        const exploded =
          attempts.get(EXPLODING) === 1
            ? await this.explodeTogether(transaction, oldest)
            : await this.explodeCarefully(transaction, oldest, (next) => (counted = next));
        crashPoint('explode.before-commit');
        return exploded;
      });
      crashPoint('explode.after-commit');
      return exploded;
    } catch (error) {
      if (isInnocent(error) && (await isCounted)) {
        await this.attempts.takeBack({ lanes: [EXPLODING], deliveries: counted });
      }
      throw error;
    }
  }

  /**
   * Explodes what was set aside as if it came now; what cannot be this time either is set aside again. In the caller's
   * transaction of parley_system, whose tenants it sets and in which nobody else explodes.
   */
  async explodeAgain(transaction: Transaction, letters: readonly LetterToExplode[]): Promise<void> {
    await this.lanes.waitForExploding(transaction);
    const ids = [...new Set(letters.map(({ deliveryId }) => deliveryId))];
    const kept = new Map((await this.deliveries.find(transaction, ids)).map((one) => [one.id, one]));
    const read = new Map<string, Located[]>();
    const split = (delivery: Delivery): Located[] => {
      const located = read.get(delivery.id) ?? this.split(delivery);
      read.set(delivery.id, located);
      return located;
    };
    const located = letters.flatMap((letter) =>
      this.locatedAgain(letter, kept.get(letter.deliveryId), split),
    );
    await this.events.write(transaction, located);
  }

  /** An element that was understood is what it was; of one that was not, its delivery is read anew while it is kept. */
  private locatedAgain(
    letter: LetterToExplode,
    kept: Delivery | undefined,
    split: (delivery: Delivery) => Located[],
  ): Located[] {
    const { deliveryId: id, provider, receivedAt, ordinal, body } = letter;
    const element = letter.element as InboundElement | null;
    if (element === null) {
      const whole = body ?? kept?.body;
      if (whole === undefined) throw new Error(`Nothing is left of the delivery ${id}.`);
      return this.split({ id, provider, receivedAt, body: whole });
    }
    const delivery = { id, provider, receivedAt };
    if (element.kind !== 'quarantined' || kept === undefined)
      return [{ delivery, body: null, ordinal, element }];
    const payload = JSON.stringify(element.payload);
    const anew = split(kept).filter((one) => JSON.stringify(one.element.payload) === payload);
    return anew.length > 0
      ? anew.map((one) => ({ ...one, ordinal }))
      : [{ delivery, body: null, ordinal, element }];
  }

  private split(delivery: Pick<Delivery, 'id' | 'provider' | 'receivedAt' | 'body'>): Located[] {
    const { id, provider, receivedAt, body } = delivery;
    const of = { id, provider, receivedAt };
    const adapter = this.adapters.find((one) => one.provider === provider);
    if (adapter === undefined) throw new Error(`There is no adapter for the provider "${provider}".`);
    const elements = adapter.split(body);
    return elements.map((element, ordinal) => ({
      delivery: of,
      body: isAllThereIs(element) ? body : null,
      ordinal,
      element,
    }));
  }

  private async explodeTogether(transaction: Transaction, deliveries: readonly Delivery[]): Promise<number> {
    this.suspects = undefined;
    await this.explodeAll(transaction, deliveries);
    await this.lanes.finish(transaction, [EXPLODING]);
    return deliveries.length;
  }

  /**
   * Somebody died or failed with a batch. Its deliveries are taken few at a time and counted before; those that somebody
   * died with twice are taken alone, and the one that was alone then is set aside.
   */
  private async explodeCarefully(
    transaction: Transaction,
    oldest: readonly Delivery[],
    onCounted: (next: readonly Delivery[]) => void,
  ): Promise<number> {
    this.suspects ??= oldest.map(({ id }) => id);
    const waiting = await this.deliveries.stillWaiting(transaction, this.suspects, CAREFUL_BATCH);
    const next = nextCarefully(waiting);
    const [first] = next;
    if (first !== undefined && first.attempts >= ATTEMPTS) {
      await this.setAside(transaction, first, 'crashed', 'The process ended while it was exploded.');
    } else if (first !== undefined) {
      await this.attempts.countDeliveries(next);
      onCounted(next);
      await this.explodeAll(transaction, next);
    }
    if (next.length === waiting.length && waiting.length < CAREFUL_BATCH) {
      this.suspects = undefined;
      await this.lanes.finish(transaction, [EXPLODING]);
    }
    return next.length;
  }

  private async explodeAll(transaction: Transaction, deliveries: readonly Delivery[]): Promise<void> {
    const located: Located[] = [];
    const exploded: string[] = [];
    for (const delivery of deliveries) {
      try {
        located.push(...this.split(delivery));
        exploded.push(delivery.id);
      } catch (err) {
        await this.fail(transaction, delivery, err);
      }
    }
    crashPoint('explode.split');
    await this.events.write(transaction, located);
    await this.deliveries.markExploded(transaction, exploded);
  }

  private async fail(transaction: Transaction, delivery: Delivery, err: unknown): Promise<void> {
    const attempts = delivery.attempts + 1;
    this.logger.error({ err, deliveryId: delivery.id, attempts }, 'delivery not exploded');
    if (attempts < ATTEMPTS) await this.deliveries.countFailure(transaction, delivery.id, attempts);
    else await this.setAside(transaction, { ...delivery, attempts }, 'explode_failed', reasonOf(err));
  }

  private async setAside(
    transaction: Transaction,
    { id, ...delivery }: Delivery,
    reason: 'crashed' | 'explode_failed',
    detail: string,
  ): Promise<void> {
    this.logger.error({ deliveryId: id, reason, detail }, 'delivery set aside');
    const whole = { deliveryId: id, ordinal: WHOLE_DELIVERY, tenantId: null, channelId: null, element: null };
    await this.letters.setAside(transaction, [{ ...delivery, ...whole, stage: 'explode', reason, detail }]);
    await this.deliveries.markExploded(transaction, [id]);
  }
}

/** Whether the body was no webhook at all. */
function isAllThereIs(element: InboundElement): boolean {
  return element.kind === 'quarantined' && element.reason !== 'not_understood';
}
