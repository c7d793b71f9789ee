import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { outputPath } from '../../build/outputs.ts';
import {
  apiEnvironment,
  DEMO,
  simulatorEnvironment,
  urlsOf,
  type Instance,
} from '../../instance/environment.ts';
import { logOf } from '../../instance/home.ts';
import type { ThrowAwayPostgres } from '../../postgres/throw-away-postgres.ts';
import { Stopped } from '../../trouble/trouble.ts';
import type { BenchContext } from '../bench.ts';
import { makeInstance, prepareProduct, startTarget, stopTarget, type Target } from '../targets.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import { isSomethingLeft, oldestDelivery } from './readings.ts';
import { addTenants } from './tenants.ts';
import type { BusinessNumber } from './webhooks.ts';

const QUIET_POLL_MS = 100;

/** The product under measurement: one api, one worker that comes and goes, Meta's simulator to answer to. */
export class Stage {
  readonly context: BenchContext;
  readonly db: pg.Pool;
  readonly instance: Instance;
  readonly #targets = new Map<string, Target>();
  #streams = 0;

  private constructor(context: BenchContext, instance: Instance, postgres: ThrowAwayPostgres) {
    this.context = context;
    this.instance = instance;
    const url = Object.assign(new URL(postgres.superuserUrl), { pathname: '/parley' }).href;
    this.db = new pg.Pool({ connectionString: url, max: 4 });
    this.db.on('error', () => undefined);
  }

  static async build(context: BenchContext, postgres: ThrowAwayPostgres): Promise<Stage> {
    const instance = await makeInstance(context, postgres);
    await prepareProduct(context, instance, postgres);
    const stage = new Stage(context, instance, postgres);
    await stage.#start('simulator', simulatorEnvironment(instance));
    await stage.#start('api', { ...apiEnvironment(instance), LOG_LEVEL: 'warn' });
    return stage;
  }

  async startWorker(): Promise<void> {
    await this.#start('worker', { ...apiEnvironment(this.instance), LOG_LEVEL: 'warn' });
  }

  async stopWorker(): Promise<void> {
    const worker = this.#targets.get('worker');
    this.#targets.delete('worker');
    if (worker) await stopTarget(worker);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#targets.values()].map(stopTarget));
    await this.db.end();
  }

  get simulatorUrl(): string {
    return urlsOf(this.instance.ports).simulator;
  }

  /** The demo's number, which echoes. */
  get echoingNumber(): BusinessNumber {
    return { phoneNumberId: DEMO.phoneNumberId, wabaId: DEMO.wabaId };
  }

  /** Tenants with one number each, which do not echo. */
  addTenants(count: number): Promise<BusinessNumber[]> {
    return addTenants(this.db, count);
  }

  /** Sends a stream of webhooks from a process of its own, to its end. */
  async send(
    options: Omit<LoadOptions, 'url' | 'stream' | 'tellTimes'> & {
      stream: Omit<LoadOptions['stream'], 'stream' | 'since' | 'appSecret'>;
      tellTimes?: boolean;
    },
  ): Promise<LoadResult> {
    const { projectRoot, signal } = this.context;
    const { settings, ports } = this.instance;
    const since = Math.floor(Date.now() / 1000);
    const stream = { ...options.stream, stream: (this.#streams += 1), since, appSecret: settings.appSecret };
    const url = `http://127.0.0.1:${ports.api}/api/webhooks/whatsapp`;
    const child = spawn(process.execPath, [join(projectRoot, 'tools', 'bench', 'inbound', 'load.ts')], {
      signal,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(JSON.stringify({ tellTimes: false, ...options, url, stream }));
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await new Promise<void>((resolve, reject) => {
      child.once('error', (error) => reject(signal.aborted ? new Stopped() : error));
      child.once('close', (code) =>
        code === 0
          ? resolve()
          : reject(signal.aborted ? new Stopped() : new Error(`The load ended with ${code}`)),
      );
    });
    return JSON.parse(output) as LoadResult;
  }

  /**
   * Waits until nothing is left to do of what was received before (ms since 1970); false when it took too long.
   * @throws Stopped
   */
  async quiet(withinMs: number, before = Date.now() + 86_400_000): Promise<boolean> {
    const deadline = Date.now() + withinMs;
    return this.#until(async () => !(await isSomethingLeft(this.db, before)), deadline);
  }

  /**
   * The simulator tells what it saw and when, so it must not wait for a turn on cores that are busy with what it watches.
   * Answers false where that may not be asked for, and it waits like everybody.
   */
  preferSimulator(): boolean {
    const pid = this.#targets.get('simulator')?.child.pid;
    try {
      setPriority(pid ?? 0, constants.priority.PRIORITY_HIGH);
      return true;
    } catch {
      return false;
    }
  }

  /** Waits until the worker has begun with what waits. */
  async begun(withinMs: number): Promise<boolean> {
    const before = await oldestDelivery(this.db);
    const deadline = Date.now() + withinMs;
    return this.#until(async () => (await oldestDelivery(this.db)) !== before, deadline);
  }

  async #until(condition: () => Promise<boolean>, deadline: number): Promise<boolean> {
    while (!(await condition())) {
      if (this.context.signal.aborted) throw new Stopped();
      if (Date.now() > deadline) return false;
      await pause(QUIET_POLL_MS);
    }
    return true;
  }

  async #start(name: 'api' | 'worker' | 'simulator', env: Record<string, string>): Promise<void> {
    const log = logOf(this.instance.home, name);
    this.#targets.set(
      name,
      await startTarget(name, outputPath(this.context.projectRoot, name), env, '', log),
    );
  }
}
