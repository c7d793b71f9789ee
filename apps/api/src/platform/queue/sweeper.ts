import { Logger } from 'pino';

/** Calls `sweep` again and again, with a pause between two calls; a failed sweep is logged and tried again. */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly pauseMs: number,
    private readonly sweep: () => Promise<void>,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep()
        .catch((err: unknown) => this.logger.error({ err, sweeper: this.name }, 'sweep failed'))
        .finally(() => {
          if (!this.stopped) this.start();
        });
    }, this.pauseMs);
  }

  /** Resolves when a sweep that runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }
}
