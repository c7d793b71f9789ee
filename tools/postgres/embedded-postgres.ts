import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { explainError, lastLines } from '../trouble/explain-error.ts';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { ensureDataFolder } from './data-folder.ts';
import { explainServerLog, isLeftoverOfEarlierServer, isPortTaken } from './explain-server-log.ts';
import { findPlace, type Place } from './place.ts';
import { findRunningServer, forgetGoneServer, spawnServer, type ServerProcess } from './server-process.ts';

export interface EmbeddedPostgresOptions {
  /** The checkout whose node_modules has the server. */
  projectRoot: string;
  /** A folder for this server alone; made when missing. */
  folder: string;
  port: number;
  /** The file that the server writes to. */
  log: string;
  /** What changes the port, for the line that says it is taken. */
  portSetting?: string;
  /** Settings of the server beyond its usual ones. */
  settings?: Readonly<Record<string, string>>;
  /** Told things the operator should know. */
  say?: (line: string) => void;
}

export type PostgresStart = 'started' | 'adopted' | 'created' | 'repaired';

const READY_WITHIN_MS = 120_000;
const LEFTOVER_GONE_WITHIN_MS = 15_000;
const FAST_STOP_MS = 30_000;
const POLL_MS = 100;

/** The port was free when asked and taken when used. */
export class PortTaken extends Trouble {}

/** A PostgreSQL of our own from npm's binaries, on 127.0.0.1, which outlives its starter and is adopted by the next. */
export class EmbeddedPostgres {
  readonly #options: EmbeddedPostgresOptions;
  #place: Place | undefined;
  #binaries: Binaries | undefined;
  #server: ServerProcess | undefined;
  #password = '';

  constructor(options: EmbeddedPostgresOptions) {
    this.#options = options;
  }

  /** `18.4`, once started. */
  get version(): string {
    return this.#binaries?.version.split('.').slice(0, 2).join('.') ?? '';
  }

  /** The postmaster's pid while it is known to run. */
  get pid(): number | undefined {
    return this.#server?.identity.pid;
  }

  get dataFolder(): string | undefined {
    return this.#place?.dataFolder;
  }

  /** The superuser's URL; the password is generated and kept beside the data. */
  superuserUrl(database = 'postgres'): string {
    return `postgres://postgres:${this.#password}@127.0.0.1:${this.#options.port}/${database}`;
  }

  /**
   * Brings the server up and waits until it answers: adopts one that runs on our data, else starts one, creating or
   * repairing the data folder first. Safe to call again after the server died.
   * @throws Trouble with a clear line, PortTaken when someone else has the port, Stopped when `signal` fired
   */
  async start(signal?: AbortSignal): Promise<PostgresStart> {
    const place = (this.#place ??= findPlace(this.#options.folder));
    if (place.notice) this.#options.say?.(place.notice);
    this.#binaries ??= findBinaries(this.#options.projectRoot, place.user, place.serverFolder);
    this.#password = keptPassword(place);
    if (await this.#adopt(place, signal)) return 'adopted';
    const folder = await ensureDataFolder(place, this.#binaries, this.#password, signal);
    forgetGoneServer(place);
    await this.#startServer(place, this.#binaries, signal);
    return folder === 'kept' ? 'started' : folder;
  }

  /** Whether a server of an earlier run serves our data on the port we want, so that `start` would adopt it. */
  runsAlready(): boolean {
    const place = (this.#place ??= findPlace(this.#options.folder));
    return findRunningServer(place)?.record.port === this.#options.port;
  }

  /** Resolves when the server that `start` brought up has ended. */
  async whenGone(): Promise<void> {
    const awake = setInterval(() => undefined, 60_000);
    await this.#server?.gone();
    clearInterval(awake);
  }

  /** Stops the server (fast, then by force), also one left by an earlier run, and waits until it is gone. */
  async stop(): Promise<void> {
    const place = (this.#place ??= findPlace(this.#options.folder));
    const server = this.#server ?? findRunningServer(place)?.server;
    this.#server = undefined;
    if (server) await stopServer(server);
  }

  /** Stops the server and deletes its data. */
  async remove(): Promise<void> {
    await this.stop();
    for (const folder of [this.#place?.serverFolder, this.#options.folder]) {
      if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  async #adopt(place: Place, signal: AbortSignal | undefined): Promise<boolean> {
    const running = findRunningServer(place);
    if (!running) return false;
    const { server, record } = running;
    const usable = record.status !== 'stopping' && (record.port === 0 || record.port === this.#options.port);
    if (!usable) {
      await stopServer(server);
      return false;
    }
    this.#server = server;
    if (await this.#answers(server, place, signal)) return true;
    this.#server = undefined;
    return false;
  }

  async #startServer(place: Place, binaries: Binaries, signal: AbortSignal | undefined): Promise<void> {
    const { port, log: file, settings } = this.#options;
    const deadline = Date.now() + LEFTOVER_GONE_WITHIN_MS;
    for (;;) {
      const offset = sizeOf(file);
      const server = spawnServer(place, binaries, port, file, settings);
      this.#server = server;
      if (await this.#answersOrStops(server, place, signal)) return;
      this.#server = undefined;
      const log = readFileSync(file).subarray(offset).toString();
      const mayPass = isLeftoverOfEarlierServer(log) && Date.now() < deadline;
      if (!mayPass) throw this.#explain(log, place);
      await pause(POLL_MS * 5);
    }
  }

  async #answersOrStops(
    server: ServerProcess,
    place: Place,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    try {
      return await this.#answers(server, place, signal);
    } catch (error) {
      await stopServer(server);
      throw error;
    }
  }

  /** True when the server is ready, false when it ended before. */
  async #answers(server: ServerProcess, place: Place, signal: AbortSignal | undefined): Promise<boolean> {
    const deadline = Date.now() + READY_WITHIN_MS;
    let ended = false;
    void server.gone().then(() => (ended = true));
    for (;;) {
      if (signal?.aborted) throw new Stopped();
      if (ended) return false;
      const refusal = await this.#tryToConnect(place);
      if (refusal === undefined) return true;
      if (refusal === 'wrong password') throw this.#lostPassword(place);
      if (Date.now() > deadline)
        throw new Trouble('PostgreSQL runs but does not answer.', [refusal, this.#options.log]);
      await Promise.race([server.gone(), pause(POLL_MS)]);
    }
  }

  async #tryToConnect(place: Place): Promise<string | undefined> {
    const client = new pg.Client({ connectionString: this.superuserUrl(), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === place.dataFolder ? undefined : 'another server answers on this port';
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      return code === '28P01' && isOurs(place, this.#options.port) ? 'wrong password' : message;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  #lostPassword(place: Place): Trouble {
    return new Trouble(
      `The database in ${place.dataFolder} does not accept the password in ${passwordPath(place)}. ` +
        'Put the right password there, or move the data folder away to begin anew.',
    );
  }

  #explain(log: string, place: Place): Trouble {
    const { port, portSetting = 'the port setting' } = this.#options;
    const line = explainServerLog(log, { port, portSetting, dataFolder: place.dataFolder });
    const Kind = isPortTaken(log) ? PortTaken : Trouble;
    const evidence = line ? [] : [...lastLines(log, 10), `The whole log: ${this.#options.log}`];
    return new Kind(line ?? 'PostgreSQL ended while it started.', evidence);
  }
}

function isOurs(place: Place, port: number): boolean {
  const running = findRunningServer(place);
  return running?.record.port === port && running.record.status === 'ready';
}

async function stopServer(server: ServerProcess): Promise<void> {
  // Fast shutdown, immediate shutdown, and the last resort; each is given time before the next.
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
  for (const [signal, graceMs] of steps) {
    if (!send(server.identity.pid, signal)) return;
    const timer = new AbortController();
    const waited = pause(graceMs, 'still there', { signal: timer.signal }).catch(() => 'gone');
    const outcome = await Promise.race([server.gone().then(() => 'gone'), waited]);
    timer.abort();
    if (outcome === 'gone') return;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw explainError(error) ?? error;
  }
}

function keptPassword(place: Place): string {
  try {
    return readFileSync(passwordPath(place), 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordPath(place), `${password}\n`, { mode: 0o600 });
  return password;
}

function passwordPath(place: Place): string {
  return join(place.folder, 'superuser-password');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
