import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Instance } from './instance.ts';

const POLL_MS = 100;
/** The first start of a checkout builds everything. */
const READY_WITHIN_MS = 600_000;
const STOPPED_WITHIN_MS = 60_000;
/** Below the ports that a system gives to whoever asks for any, also while the product starts. */
const GIVEN_TO_NOBODY = { from: 20_000, to: 32_000 };
const PORT_SETTINGS = [
  'PARLEY_DASHBOARD_PORT',
  'PARLEY_API_PORT',
  'PARLEY_SIMULATOR_PORT',
  'PARLEY_POSTGRES_PORT',
];

/** The whole product as `npm start` launches it, with a home and ports of its own. */
export class LaunchedParley {
  readonly instance: Instance;
  readonly #launcher: ChildProcess;
  readonly #log: string;

  private constructor(home: string, launcher: ChildProcess, log: string) {
    this.instance = new Instance(home);
    this.#launcher = launcher;
    this.#log = log;
  }

  /**
   * Resolves when everything answers; leaves nothing running when that fails.
   * @param home a folder of its own, to be made in one that PostgreSQL's user may pass through when root runs this
   */
  static async start(projectRoot: string, home: string): Promise<LaunchedParley> {
    mkdirSync(home, { recursive: true });
    const ports = await freePorts(PORT_SETTINGS.length);
    const log = join(home, 'launcher.txt');
    const output = openSync(log, 'a');
    const launcher = spawn(process.execPath, [join(projectRoot, 'tools/start/main.ts')], {
      cwd: projectRoot,
      env: {
        ...process.env,
        // As a newcomer has it: on PostgreSQL alone.
        REDIS_URL: undefined,
        PARLEY_HOME: home,
        ...Object.fromEntries(PORT_SETTINGS.map((setting, index) => [setting, String(ports[index])])),
        // So that it stops by itself should this process be killed.
        PARLEY_STARTED_BY: String(process.pid),
      },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    // A test run that gives up on it can end; the launcher then notices and stops.
    launcher.unref();
    const parley = new LaunchedParley(home, launcher, log);
    try {
      await parley.#isReady();
      return parley;
    } catch (error) {
      await parley.stop();
      throw error;
    }
  }

  /** What the terminal shows a newcomer. @throws when it shows none */
  get setUpLink(): string {
    const link = /http\S+\/set-up#\S+/.exec(this.#output())?.[0];
    if (link === undefined) throw new Error(`No set-up link was printed:\n${this.#output()}`);
    return link;
  }

  /** Stops everything. @throws when something had to be killed */
  async stop(): Promise<void> {
    this.#launcher.kill('SIGTERM');
    if (await this.#hasEnded()) return;
    const left = [this.#launcher.pid, ...this.#recordedPids()];
    for (const pid of left) if (pid !== undefined) endNow(pid);
    throw new Error(`The launcher did not stop everything:\n${this.#output()}`);
  }

  async #isReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!this.#saysReady()) {
      if (this.#isOver || Date.now() > deadline)
        throw new Error(`Parley did not become ready:\n${this.#output()}`);
      await pause(POLL_MS);
    }
  }

  async #hasEnded(): Promise<boolean> {
    const deadline = Date.now() + STOPPED_WITHIN_MS;
    while (!this.#isOver) {
      if (Date.now() > deadline) return false;
      await pause(POLL_MS);
    }
    return true;
  }

  get #isOver(): boolean {
    return this.#launcher.exitCode !== null || this.#launcher.signalCode !== null;
  }

  #saysReady(): boolean {
    try {
      return this.instance.record.state === 'ready';
    } catch {
      return false;
    }
  }

  #output(): string {
    return readFileSync(this.#log, 'utf8');
  }

  #recordedPids(): number[] {
    const postmaster = readIfThere(join(this.instance.home, 'postgres/data/postmaster.pid'));
    const pids = Object.values(this.instance.record.processes).map(({ pid }) => pid);
    return postmaster ? [...pids, Number(postmaster.split('\n')[0])] : pids;
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Ports that were free a moment ago; all are held until the last one is found, so that none comes twice. */
async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = randomInt(GIVEN_TO_NOBODY.from, GIVEN_TO_NOBODY.to);
    const server = createServer();
    if (await listens(server, port)) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))));
  return [...held.keys()];
}

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false)).once('listening', () => resolve(true));
    server.listen(port, '127.0.0.1');
  });
}
