import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Logger } from 'pino';
import { crashPoint } from '../../../kernel/crash-points';
import { DatabaseAway, SystemDatabase } from '../../../platform/database/database';
import { Transaction } from '../../../platform/database/transaction';
import { Drain } from '../../../platform/queue/drain';
import { LOGGER } from '../../../platform/telemetry/telemetry.module';
import { reasonOf } from '../../inbound/careful';
import { Exploder } from '../../inbound/exploder';
import { LanesRepository } from '../../inbound/lanes.repository';
import { InboundWakeUp } from '../../inbound/process-deliveries.job';
import { ATTEMPTS, chosenOf, lettersAtOnce, OF_ALL_PER_SECOND } from './replay-pace';
import { NextLetter, ReplayQueueRepository, RunningReplay } from './replay-queue.repository';

type Turn =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'letters'; readonly replay: RunningReplay; readonly letters: readonly NextLetter[] };

/** While another worker takes its turn. */
const OTHERS_TURN_MS = 100;
const SOMETHING_LEFT = 1;

/**
 * Tries dead letters again, at the pace that was asked for. A letter is taken and counted in one transaction, and tried
 * again in the next, together with what comes of it: whoever dies anywhere loses nothing and doubles nothing.
 */
@Injectable()
export class ReplayRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: Drain;
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: SystemDatabase,
    private readonly queue: ReplayQueueRepository,
    private readonly lanes: LanesRepository,
    private readonly exploder: Exploder,
    private readonly inbound: InboundWakeUp,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new Drain({ name: 'replay', step: () => this.step() }, logger);
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.work.stop();
  }

  drain(): Promise<void> {
    return this.work.run();
  }

  private async step(): Promise<number> {
    const turn = await this.database.systemTransaction((transaction) => this.take(transaction));
    if (turn.kind === 'nothing') return 0;
    if (turn.kind === 'wait') await this.rest(turn.ms);
    else {
      const since = performance.now();
      await this.tryAgain(turn.replay, turn.letters);
      // Nobody explodes what comes in while letters are exploded: that has as much time as they had.
      await this.rest(performance.now() - since);
    }
    return SOMETHING_LEFT;
  }

  private async rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private async take(transaction: Transaction): Promise<Turn> {
    if (!(await this.queue.takeTurn(transaction))) return { kind: 'wait', ms: OTHERS_TURN_MS };
    const replay = await this.queue.next(transaction);
    if (replay === null) return { kind: 'nothing' };
    if (replay.waitMs > 0) return { kind: 'wait', ms: replay.waitMs };
    const { id, ratePerSecond } = replay;
    const letters = chosenOf(await this.queue.nextLetters(transaction, id, lettersAtOnce(ratePerSecond)));
    await this.queue.pace(transaction, {
      ...{ id, ratePerSecond },
      letters: letters.length,
      ofAllPerSecond: OF_ALL_PER_SECOND,
    });
    const [first] = letters;
    if (first === undefined || first.attempts >= ATTEMPTS) {
      await this.giveUp(transaction, id, first, CRASHED);
      return { kind: 'wait', ms: 0 };
    }
    await this.queue.countAttempts(
      transaction,
      letters.map((letter) => letter.id),
    );
    return { kind: 'letters', replay, letters };
  }

  private async tryAgain({ id }: RunningReplay, letters: readonly NextLetter[]): Promise<void> {
    crashPoint('replay.claimed');
    try {
      await this.database.systemTransaction(async (transaction) => {
        // Before any letter is locked: whoever explodes may have to lock one too.
        await this.lanes.waitForExploding(transaction);
        const begun = await this.queue.begin(
          transaction,
          id,
          letters.map((letter) => letter.id),
        );
        await this.exploder.explodeAgain(transaction, begun);
        await this.queue.settle(transaction, id, begun.length);
        crashPoint('replay.before-commit');
      });
      this.inbound.request();
    } catch (err) {
      if (err instanceof DatabaseAway) throw err;
      await this.failed(id, letters, err);
    }
  }

  /** Those that failed together are tried again one by one; the one that failed alone, too often, waits again. */
  private async failed(id: string, letters: readonly NextLetter[], err: unknown): Promise<void> {
    const [only, ...others] = letters;
    const isLast = only !== undefined && others.length === 0 && only.attempts + 1 >= ATTEMPTS;
    this.logger.error({ err, replayId: id, letters: letters.length, isLast }, 'letters not replayed');
    if (!isLast) return;
    await this.database.systemTransaction((transaction) =>
      this.giveUp(transaction, id, only, { reason: null, detail: reasonOf(err) }),
    );
  }

  private async giveUp(
    transaction: Transaction,
    id: string,
    letter: NextLetter | undefined,
    why: { readonly reason: string | null; readonly detail: string },
  ): Promise<void> {
    if (letter !== undefined) await this.queue.putBack(transaction, id, letter, why);
    await this.queue.settle(transaction, id, letter === undefined ? 0 : 1);
  }
}

const CRASHED = { reason: 'crashed', detail: 'The process ended while it was replayed.' };
