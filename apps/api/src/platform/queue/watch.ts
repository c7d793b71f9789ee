import { Logger } from 'pino';

const SHORTEST_REST_MS = 5;
const LONGEST_REST_MS = 1_000;
/** What failed is not tried again at once, however often it is woken. */
const FIRST_REST_AFTER_FAILURE_MS = 100;

interface Work {
  readonly name: string;
  /** Does some of what waits and answers how much that was; 0 when nothing is left. */
  step(): Promise<number>;
}

/**
 * Works off what waits: one step after the other while there is work, then at looks that become rarer, down to one in a
 * second. So steady work is found within milliseconds, what a lost wake-up left behind within a second, and being woken
 * is for what comes after a while of rest.
 */
export class Watch {
  private stopping = false;
  private isAwake = true;
  private rouse: () => void = () => undefined;
  private watching: Promise<void> = Promise.resolve();

  constructor(
    private readonly work: Work,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.watching = this.watch();
  }

  /** There may be work: the next step begins at once, or again when the one under way is done. */
  wake(): void {
    this.isAwake = true;
    this.rouse();
  }

  /** Resolves when the step under way is done; no other is begun. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.watching;
  }

  private async watch(): Promise<void> {
    let restMs = SHORTEST_REST_MS;
    let failures = 0;
    while (!this.stopping) {
      this.isAwake = false;
      const done = await this.step();
      failures = done === 'failed' ? failures + 1 : 0;
      if (done === 'failed') {
        await this.rest(afterFailureMs(failures), () => this.stopping);
      } else if (done > 0) {
        restMs = SHORTEST_REST_MS;
      } else {
        await this.rest(restMs, () => this.isAwake || this.stopping);
        restMs = this.isAwake ? SHORTEST_REST_MS : Math.min(restMs * 2, LONGEST_REST_MS);
      }
    }
  }

  private async step(): Promise<number | 'failed'> {
    try {
      return await this.work.step();
    } catch (err) {
      this.logger.error({ err, work: this.work.name }, 'work failed; it is tried again');
      return 'failed';
    }
  }

  /** Until the time is over, or somebody has a reason to end it. */
  private async rest(ms: number, isReason: () => boolean): Promise<void> {
    if (isReason()) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
      this.rouse = () => {
        if (isReason()) resolve();
      };
    });
    clearTimeout(timer);
  }
}

function afterFailureMs(failures: number): number {
  return Math.min(FIRST_REST_AFTER_FAILURE_MS * 2 ** (failures - 1), LONGEST_REST_MS);
}
