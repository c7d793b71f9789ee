import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { restartDelayMs } from './restart-delay.ts';

export interface PostgresKeeperEvents {
  died(name: string, how: string, backInMs: number): void;
  cameBack(name: string, pid: number, afterMs: number): void;
}

const NAME = 'PostgreSQL';

/** Starts the database again whenever it ends without being told to. */
export class PostgresKeeper {
  readonly #postgres: EmbeddedPostgres;
  readonly #events: PostgresKeeperEvents;
  readonly #abort = new AbortController();
  #watching: Promise<void> = Promise.resolve();

  constructor(postgres: EmbeddedPostgres, events: PostgresKeeperEvents) {
    this.#postgres = postgres;
    this.#events = events;
  }

  watch(): void {
    this.#watching = this.#keepAlive();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#postgres.stop();
    await this.#watching;
  }

  async #keepAlive(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      await this.#postgres.whenGone();
      if (signal.aborted) return;
      await this.#bringBack(Date.now(), signal);
    }
  }

  async #bringBack(diedAt: number, signal: AbortSignal): Promise<void> {
    let how = 'nobody stopped it';
    for (let failures = 0; !signal.aborted; failures += 1) {
      const delayMs = restartDelayMs(failures);
      this.#events.died(NAME, how, delayMs);
      await pause(delayMs, undefined, { signal }).catch(() => undefined);
      try {
        await this.#postgres.start(signal);
        return this.#events.cameBack(NAME, this.#postgres.pid ?? 0, Date.now() - diedAt);
      } catch (error) {
        how = (error as Error).message;
      }
    }
  }
}
