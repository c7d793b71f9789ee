import { Logger } from 'pino';
import { Coalesced } from '../../kernel/coalesced';
import { Sweeper } from './sweeper';

const SWEEP_PAUSE_MS = 1_000;

interface Work {
  readonly name: string;
  /** Does one batch and answers its size; nothing is left when that is 0. */
  step(): Promise<number>;
  /** What only a sweep looks at, before it works off what is there. */
  sweep?(): Promise<void>;
}

/** Works off what waits: when it is woken, and every second for what a lost wake-up left behind. */
export class Drain {
  private readonly draining = new Coalesced(() => this.drainOnce());
  private readonly sweeper: Sweeper;
  private stopping = false;

  constructor(
    private readonly work: Work,
    logger: Logger,
  ) {
    this.sweeper = new Sweeper(work.name, SWEEP_PAUSE_MS, () => this.sweep(), logger);
  }

  start(): void {
    this.sweeper.start();
  }

  /** Resolves when the batch under way is done; no other is begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.sweeper.stop();
    await this.draining.settled();
  }

  /** Resolves when all that waited at the call has been worked off, or has failed and waits for its next attempt. */
  run(): Promise<void> {
    return this.draining.run();
  }

  private async sweep(): Promise<void> {
    await this.work.sweep?.();
    await this.run();
  }

  private async drainOnce(): Promise<void> {
    while (!this.stopping && (await this.work.step()) > 0);
  }
}
