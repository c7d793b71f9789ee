import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, type ProcessIdentity } from '../processes/process-identity.mjs';
import { signalGroup } from '../processes/command.ts';
import { explainOutput, lastLines } from '../trouble/explain-error.ts';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import { answers } from './readiness.ts';
import { countFailures, restartDelayMs } from './restart-delay.ts';
import type { Service } from './services.ts';

const POLL_MS = 100;
const STOP_GRACE_MS = 25_000;
const HOPELESS_AFTER_DEATHS = 3;

export interface SupervisedProcessEvents {
  /** It ended without being told to, and comes back after the delay. */
  died(name: string, how: string, backInMs: number): void;
  /** It serves again after a death. */
  cameBack(name: string, pid: number, afterMs: number): void;
  /** Its pid changed; undefined while there is none. */
  changed(name: string, process: ProcessIdentity | undefined): void;
}

/** A process that comes back by itself until it is told to stop. Its output goes straight to its log file. */
export class SupervisedProcess {
  readonly #service: Service;
  readonly #log: string;
  readonly #events: SupervisedProcessEvents;
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;
  #failures = 0;
  #deaths = 0;
  #restart: NodeJS.Timeout | undefined;
  readonly #served = Promise.withResolvers<undefined>();

  constructor(service: Service, log: string, events: SupervisedProcessEvents) {
    this.#service = service;
    this.#log = log;
    this.#events = events;
  }

  get name(): string {
    return this.#service.name;
  }

  get log(): string {
    return this.#log;
  }

  /**
   * Settles once: when it serves for the first time.
   * @throws Trouble when it died three times before it ever served, Stopped when it was told to stop
   */
  get served(): Promise<undefined> {
    return this.#served.promise;
  }

  start(): void {
    this.#served.promise.catch(() => undefined);
    this.#attempt();
  }

  /** SIGTERM, then after 25 s SIGKILL for all of its group. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#served.reject(new Stopped());
    clearTimeout(this.#restart);
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    this.#child?.kill('SIGTERM');
    const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_GRACE_MS);
    await this.#ended;
    clearTimeout(killer);
  }

  #attempt(diedAt?: number): void {
    if (this.#stopping) return;
    const startedAt = Date.now();
    try {
      const child = this.#spawn((how) => this.#comeBack(how, startedAt));
      void this.#ready(child).then((serves) => {
        if (!serves) return;
        this.#served.resolve(undefined);
        if (diedAt !== undefined) this.#events.cameBack(this.name, child.pid ?? 0, Date.now() - diedAt);
      });
    } catch (error) {
      this.#comeBack((error as Error).message, startedAt);
    }
  }

  #spawn(onDeath: (how: string) => void): ChildProcess {
    const { script, env, readyUrl } = this.#service;
    const output = openSync(this.#log, 'a', 0o600);
    const child = spawn(process.execPath, [script], {
      env,
      // A group of its own: Ctrl-C reaches the launcher only, which ends its processes in order.
      detached: true,
      stdio: ['ignore', output, output, ...(readyUrl ? [] : ['ipc' as const])],
    });
    closeSync(output);
    this.#child = child;
    this.#ended = endOf(child).then((how) => {
      this.#child = undefined;
      this.#events.changed(this.name, undefined);
      if (!this.#stopping) onDeath(how);
    });
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity) this.#events.changed(this.name, identity);
    return child;
  }

  #comeBack(how: string, startedAt: number): void {
    const diedAt = Date.now();
    this.#deaths += 1;
    if (this.#deaths >= HOPELESS_AFTER_DEATHS) this.#served.reject(this.#hopeless(how));
    this.#failures = countFailures(this.#failures, diedAt - startedAt);
    const delayMs = restartDelayMs(this.#failures - 1);
    this.#events.died(this.name, how, delayMs);
    this.#restart = setTimeout(() => this.#attempt(diedAt), delayMs);
  }

  #hopeless(how: string): Trouble {
    const output = readFileSync(this.#log, 'utf8');
    const line = explainOutput(output.slice(-4_000)) ?? `The ${this.name} does not start (${how}).`;
    return new Trouble(line, [...lastLines(output, 12), `The whole log: ${this.#log}`]);
  }

  /** True when it serves, false when it ended before. */
  async #ready(child: ChildProcess): Promise<boolean> {
    const { readyUrl } = this.#service;
    if (!readyUrl) return saidReady(child);
    while (this.#child === child && !this.#stopping) {
      if (await answers(readyUrl)) return this.#child === child;
      await pause(POLL_MS);
    }
    return false;
  }
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

function saidReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.once('error', () => resolve(false));
    child.on('message', (message) => {
      if (message !== 'ready') return;
      if (child.connected) child.disconnect();
      resolve(true);
    });
  });
}
