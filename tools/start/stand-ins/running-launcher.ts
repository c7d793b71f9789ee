import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { InstanceRecord } from '../../instance/instance-file.ts';
import type { Ports } from '../../instance/ports.ts';

const POLL_MS = 50;
const GIVE_UP_MS = 45_000;

/** A launcher in a process of its own, with all that it has printed so far. */
export class RunningLauncher {
  readonly child: ChildProcess;
  readonly #folder: string;
  output = '';

  constructor(folder: string, ports: Ports) {
    this.#folder = folder;
    const settings = Object.entries(ports).map(([name, port]) => [
      `PARLEY_${name.toUpperCase()}_PORT`,
      String(port),
    ]);
    this.child = spawn(process.execPath, [join(__dirname, 'launch-stand-in.ts'), folder], {
      env: { PATH: process.env['PATH'], ...Object.fromEntries(settings) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  get exitCode(): number | null {
    return this.child.exitCode;
  }

  get instance(): InstanceRecord {
    return JSON.parse(readFileSync(join(this.#folder, '.parley', 'instance.json'), 'utf8')) as InstanceRecord;
  }

  pidOf(name: string): number {
    const pid = this.instance.processes[name]?.pid;
    if (pid === undefined) throw new Error(`no ${name} runs:\n${this.output}`);
    return pid;
  }

  logOf(name: string): string {
    return readFileSync(join(this.#folder, '.parley', 'logs', `${name}.log`), 'utf8');
  }

  /** Waits until it has printed `text`. */
  async prints(text: string | RegExp): Promise<void> {
    const deadline = Date.now() + GIVE_UP_MS;
    while (!(typeof text === 'string' ? this.output.includes(text) : text.test(this.output))) {
      const hopeless =
        this.child.exitCode !== null || this.child.signalCode !== null || Date.now() > deadline;
      if (hopeless) throw new Error(`never printed ${String(text)}:\n${this.output}`);
      await pause(POLL_MS);
    }
  }

  /** Sends a signal and waits for its end. Resolves to the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const isOver = this.child.exitCode !== null || this.child.signalCode !== null;
    const over = isOver ? Promise.resolve() : new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill(signal);
    await over;
    return this.child.exitCode;
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null) await new Promise((resolve) => this.child.once('close', resolve));
    return this.child.exitCode;
  }
}
