import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { eventually } from '../../../api/test/support/eventually';
import { META } from '../../../api/test/support/meta';
import { freePort } from '../../../api/test/support/processes';
import { TestDatabase } from '../../../api/test/support/test-database';

/** No promise: three processes start at once beside whatever else the machine does. */
export const BOOT_DEADLINE_MS = 90_000;
const STOP_DEADLINE_MS = 40_000;
/** For a test or hook that starts or stops a product: longer than the product may take, so that it fails by itself. */
export const BOOT_TEST_TIMEOUT_MS = 180_000;

export type ProcessName = 'api' | 'worker' | 'dashboard';

interface Start {
  /** Where the command is run. */
  readonly folder: string;
  readonly command: readonly string[];
  readonly environment: Record<string, string>;
}

/** What an operator sets for production, with this database. */
export function productionSettings(database: TestDatabase): Record<string, string> {
  return {
    PUBLIC_URL: 'https://parley.example.com',
    DATABASE_APP_URL: database.appUrl,
    DATABASE_SYSTEM_URL: database.systemUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    WHATSAPP_APP_SECRETS: META.appSecret,
    WHATSAPP_VERIFY_TOKEN: META.verifyToken,
    WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
  };
}

/** The product as a process manager runs it, on ports of its own. */
export class DeployedProduct {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly pm2Home: string,
    readonly environment: Record<string, string>,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (part: Buffer) => (this.output += part.toString()));
    }
    child.once('error', (error) => (this.output += error.message));
  }

  /** Resolves when dashboard, api and database answer as one. */
  static async start({ folder, command, environment }: Start): Promise<DeployedProduct> {
    const pm2Home = mkdtempSync(join(tmpdir(), 'parley-pm2-'));
    const env = {
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      HOME: pm2Home,
      ...environment,
      HOST: '127.0.0.1',
      PM2_HOME: pm2Home,
      PARLEY_DASHBOARD_PORT: String(await freePort()),
      PARLEY_API_PORT: String(await freePort()),
    };
    const [file = '', ...args] = command;
    const child = spawn(file, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const product = new DeployedProduct(child, pm2Home, env);
    try {
      await product.serves();
      return product;
    } catch (error) {
      await product.remove();
      throw error;
    }
  }

  get dashboardUrl(): string {
    return `http://127.0.0.1:${this.environment['PARLEY_DASHBOARD_PORT']}`;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.environment['PARLEY_API_PORT']}`;
  }

  /** Process manager included. */
  get log(): string {
    return this.output;
  }

  /** The names of the processes that pm2 keeps, in alphabetical order. */
  processNames(): string[] {
    return this.pidFiles().map((file) => file.replace(/-\d+\.pid$/, ''));
  }

  /** The id of a running process, undefined while there is none. */
  processId(name: ProcessName): number | undefined {
    const file = this.pidFiles().find((candidate) => candidate.startsWith(`${name}-`));
    const pid = file && Number(readIfThere(join(this.pm2Home, 'pids', file)));
    return pid ? pid : undefined;
  }

  /** The environment of a running process (or of pm2 itself) as the kernel keeps it. */
  environmentOf(name: ProcessName | 'pm2'): string {
    return readFileSync(`/proc/${this.pidOf(name)}/environ`, 'utf8');
  }

  /** The program file that a running process executes. */
  programOf(name: ProcessName): string {
    return readlinkSync(`/proc/${this.pidOf(name)}/exe`);
  }

  /** Death without a word; resolves when another process of this name has taken over and the product serves. */
  async killAndAwaitSuccessor(name: ProcessName): Promise<void> {
    const killed = this.pidOf(name);
    process.kill(killed, 'SIGKILL');
    await eventually(`another ${name} runs`, () => {
      const pid = this.processId(name);
      return pid !== undefined && pid !== killed && isAlive(pid);
    });
    await this.serves();
  }

  /** Asks it to stop, as a container engine does; answers the exit code. */
  async stop(): Promise<number | null> {
    if (this.hasEnded()) return this.child.exitCode;
    const ended = once(this.child, 'exit', { signal: AbortSignal.timeout(STOP_DEADLINE_MS) });
    this.child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    return code;
  }

  /** Leaves nothing behind, whatever state it is in. */
  async remove(): Promise<void> {
    await this.stop().catch(() => undefined);
    // pm2 first, since it would start the others again. After a proper stop none of these is there.
    const names = ['api', 'worker', 'dashboard'] as const;
    const pids = [this.pm2Id(), this.child.pid, ...names.map((name) => this.processId(name))];
    for (const pid of pids) if (pid && this.owns(pid)) process.kill(pid, 'SIGKILL');
    rmSync(this.pm2Home, { recursive: true, force: true });
  }

  private async serves(): Promise<void> {
    const answers = (url: string) =>
      fetch(`${url}/api/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await eventually(
      'the dashboard and the api answer, or it has ended',
      async () => this.hasEnded() || ((await answers(this.apiUrl)) && (await answers(this.dashboardUrl))),
      BOOT_DEADLINE_MS,
    ).catch((error: Error) => this.fail(error.message));
    if (this.hasEnded()) this.fail('It ended instead of serving');
  }

  /** Or was never there: a file that cannot be executed gets no process id. */
  private hasEnded(): boolean {
    return this.child.pid === undefined || this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private fail(reason: string): never {
    throw new Error(`${reason}:\n${this.output}`);
  }

  /** As pm2 wrote it down, which is the started process unless an entrypoint stands between. */
  private pm2Id(): number | undefined {
    const file = join(this.pm2Home, 'pm2.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  }

  /** Not another process that was given the same id since. */
  private owns(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PM2_HOME=${this.pm2Home}`);
    } catch {
      return false;
    }
  }

  private pidOf(name: ProcessName | 'pm2'): number {
    const pid = name === 'pm2' ? this.child.pid : this.processId(name);
    return pid ?? this.fail(`no ${name} runs`);
  }

  private pidFiles(): string[] {
    const folder = join(this.pm2Home, 'pids');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }
}

/** pm2 takes away what it wrote of a process that has ended, also between two looks. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
