import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { lastLines } from '../../trouble/explain-error.ts';
import { Trouble } from '../../trouble/trouble.ts';
import type { Book } from './book.ts';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;

interface Options {
  name: string;
  script: string;
  env: Readonly<Record<string, string>>;
  log: string;
  book: Book;
  /** Told when it ended and nobody had asked for that; it is started again as a supervisor would. */
  onUnexpectedEnd?: (name: string, end: End) => void;
}

/** How a process ended. */
export interface End {
  signal: NodeJS.Signals | null;
  code: number | null;
  /** Whether we sent the signal. */
  byUs: boolean;
}

/** One process of the product: started, killed, stopped for a while and started again. */
export class LabProcess {
  readonly name: string;
  readonly #options: Options;
  #child: ChildProcess | undefined;
  #end: Promise<End> | undefined;
  #isKilledByUs = false;
  #isToDie = false;

  constructor(options: Options) {
    this.name = options.name;
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /**
   * Starts it and waits until it says that it is ready, or until it ends: who is to die on its way up need not get there.
   * @throws Trouble when it gives up by itself
   */
  async start(more: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.#child) return;
    const { script, env, log, book, name } = this.#options;
    const output = openSync(log, 'a', 0o600);
    const child = fork(script, [], {
      env: { ...env, ...more },
      execArgv: [],
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    if (child.pid !== undefined) book.started(child.pid);
    this.#child = child;
    this.#isKilledByUs = false;
    this.#isToDie = more['CRASH_POINT'] !== undefined;
    this.#end = new Promise((resolve) =>
      child.once('exit', (code, signal) => resolve(this.#ended(code, signal))),
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>(
      (resolve) => (timer = setTimeout(() => resolve('late'), READY_WITHIN_MS)),
    );
    const ready = new Promise<'ready'>((resolve) =>
      child.on('message', (word) => word === 'ready' && resolve('ready')),
    );
    const outcome = await Promise.race([ready, late, this.#end]);
    clearTimeout(timer);
    if (outcome === 'ready' || (outcome !== 'late' && outcome.signal !== null)) return;
    throw new Trouble(`${name} did not start.`, lastLines(readFileSync(log, 'utf8'), 15));
  }

  /** Resolves with how it ended, undefined when it still runs after so long. */
  async ends(withinMs: number): Promise<End | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(
      (resolve) => (timer = setTimeout(() => resolve(undefined), withinMs)),
    );
    const end = await Promise.race([this.#end, late]);
    clearTimeout(timer);
    return end;
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): End {
    this.#child = undefined;
    const end = { code, signal, byUs: this.#isKilledByUs };
    if (!end.byUs && !this.#isToDie) {
      this.#options.onUnexpectedEnd?.(this.name, end);
      this.start().catch(() => undefined);
    }
    return end;
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.#isKilledByUs = true;
    this.#child?.kill('SIGKILL');
    await this.#end;
  }

  /** Stops it in order, by force if need be. */
  async stop(): Promise<void> {
    this.#isKilledByUs = true;
    this.#child?.kill('SIGCONT');
    this.#child?.kill('SIGTERM');
    if ((await this.ends(STOP_WITHIN_MS)) === undefined) await this.kill();
  }

  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }
}
