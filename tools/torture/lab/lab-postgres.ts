import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '../../postgres/embedded-postgres.ts';
import { findFreePort } from '../../processes/ports.ts';
import { parentOf } from '../../processes/process-identity.mjs';

const COME_BACK_WITHIN_MS = 60_000;

/** A real PostgreSQL, which is killed and comes back. */
export class LabPostgres {
  readonly port: number;
  readonly log: string;
  readonly #server: EmbeddedPostgres;

  private constructor(server: EmbeddedPostgres, port: number, log: string) {
    this.#server = server;
    this.port = port;
    this.log = log;
  }

  /** @param folder where its data is */
  static async start(
    projectRoot: string,
    folder: string,
    log: string,
    signal: AbortSignal,
  ): Promise<LabPostgres> {
    const port = await findFreePort();
    // A small volume has no room for as much log as PostgreSQL keeps by default.
    const settings = { track_commit_timestamp: 'on', max_wal_size: '192MB', min_wal_size: '64MB' };
    const server = new EmbeddedPostgres({ projectRoot, folder, port, log, settings });
    await server.start(signal);
    return new LabPostgres(server, port, log);
  }

  get pid(): number | undefined {
    return this.#server.pid;
  }

  get superuserUrl(): string {
    return this.#server.superuserUrl();
  }

  get productUrl(): string {
    return this.#server.superuserUrl('parley');
  }

  async ask<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
    const answers = await this.askAtOnce({ text });
    return answers.text as T[];
  }

  /** The answers of all queries as of one moment. */
  async askAtOnce<Name extends string>(
    queries: Record<Name, string>,
  ): Promise<Record<Name, pg.QueryResultRow[]>> {
    const client = new pg.Client({ connectionString: this.productUrl, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const answers = {} as Record<Name, pg.QueryResultRow[]>;
      for (const [name, text] of Object.entries<string>(queries))
        answers[name as Name] = (await client.query<pg.QueryResultRow>(text)).rows;
      return answers;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** kill -9 of the postmaster and all that it started; answers how many processes that were. */
  async killAll(): Promise<number> {
    const postmaster = this.#server.pid;
    if (postmaster === undefined) return 0;
    // Stopped it starts no other, who would keep its memory, and so the next server from starting.
    signalTo(postmaster, 'SIGSTOP');
    const pids = [postmaster, ...childrenOf(postmaster)];
    for (const pid of pids) signalTo(pid, 'SIGKILL');
    await this.#server.whenGone();
    return pids.length;
  }

  /** Brings it back, whatever became of it; answers after how many milliseconds it served again. */
  async comeBack(signal: AbortSignal): Promise<number> {
    const since = performance.now();
    for (;;) {
      try {
        await this.#server.start(signal);
        await this.ask('SELECT 1');
        return performance.now() - since;
      } catch (error) {
        if (signal.aborted || performance.now() - since > COME_BACK_WITHIN_MS) throw error;
        await pause(200);
      }
    }
  }

  /** How often its log says that nothing more fits onto the disk. */
  complaintsOfNoSpace(): number {
    return readFileSync(this.log, 'utf8').split('No space left on device').length - 1;
  }

  async remove(): Promise<void> {
    await this.#server.remove();
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself meanwhile.
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}
