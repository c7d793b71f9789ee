import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputPath } from '../../build/outputs.ts';
import { apiEnvironment, cliEnvironment, type Instance } from '../../instance/environment.ts';
import { logOf } from '../../instance/home.ts';
import { runCommand } from '../../processes/command.ts';
import { Stopped } from '../../trouble/trouble.ts';
import type { FaultProxy } from '../proxy/fault-proxy.ts';
import type { LabPostgres } from './lab-postgres.ts';
import type { LabProcess } from './lab-process.ts';
import type { Simulator } from './simulator.ts';
import { unmount, type Volume } from './volume.ts';

export type Victim = 'api' | 'worker-1' | 'worker-2';
export const VICTIMS: readonly Victim[] = ['api', 'worker-1', 'worker-2'];

export interface LabOptions {
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Beside the demo's. */
  otherTenants: number;
  /** Whether Graph, too, is reached through a proxy of ours. */
  isGraphBehindProxies: boolean;
}

interface Parts {
  options: LabOptions;
  folder: string;
  postgres: LabPostgres;
  /** Undefined where we may not mount one. */
  volume: Volume | undefined;
  simulator: Simulator;
  processes: ReadonlyMap<Victim, LabProcess>;
  proxies: ReadonlyMap<Victim, FaultProxy>;
  /** Between each process and Graph; empty where there is none. */
  graphProxies: ReadonlyMap<Victim, FaultProxy>;
  instance: Instance;
  unexpectedEnds: readonly unknown[];
}

/** The product in a house of its own that may burn: each process behind a proxy, PostgreSQL on a small volume. */
export class Lab {
  readonly postgres: LabPostgres;
  readonly volume: Volume | undefined;
  readonly simulator: Simulator;
  readonly signal: AbortSignal;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.postgres = parts.postgres;
    this.volume = parts.volume;
    this.simulator = parts.simulator;
    this.signal = parts.options.signal;
  }

  /** Of processes that ended and that nobody had ended, and that were not to die. */
  get unexpectedEnds(): readonly unknown[] {
    return this.#parts.unexpectedEnds;
  }

  process(victim: Victim): LabProcess {
    return this.#parts.processes.get(victim) as LabProcess;
  }

  proxy(victim: Victim): FaultProxy {
    return this.#parts.proxies.get(victim) as FaultProxy;
  }

  /** Between a process and Graph. @throws Error in a lab that was built without */
  graph(victim: Victim): FaultProxy {
    const proxy = this.#parts.graphProxies.get(victim);
    if (!proxy) throw new Error('This lab has no proxies to Graph.');
    return proxy;
  }

  get instance(): Instance {
    return this.#parts.instance;
  }

  get projectRoot(): string {
    return this.#parts.options.projectRoot;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.#parts.instance.ports.api}/api`;
  }

  get webhookUrl(): string {
    return `${this.apiUrl}/webhooks/whatsapp`;
  }

  /** The operator's command line, straight to PostgreSQL. False when it failed, as it may while things burn. */
  async cli(...words: string[]): Promise<boolean> {
    const { options, instance } = this.#parts;
    try {
      await runCommand(cliCommand(options, instance, words));
      return true;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      return false;
    }
  }

  /** Everything runs, and nothing misbehaves any more. */
  async heal(): Promise<void> {
    await this.postgres.comeBack(this.signal);
    for (const proxy of [...this.#parts.proxies.values(), ...this.#parts.graphProxies.values()]) proxy.heal();
    for (const victim of VICTIMS) {
      this.process(victim).thaw();
      if (!this.process(victim).isRunning) await this.process(victim).start();
    }
  }

  /** Of all processes, and Meta's ledger. */
  copyLogs(folder: string): void {
    const { home } = this.#parts.instance;
    mkdirSync(folder, { recursive: true });
    cpSync(home.logs, folder, { recursive: true });
    copyFileSync(this.postgres.log, join(folder, 'postgres.log'));
    copyFileSync(home.ledger, join(folder, 'ledger.jsonl'));
  }

  /** Ends everything that was started and removes everything that was made. */
  async close(): Promise<void> {
    await Promise.all(VICTIMS.map((victim) => this.process(victim).stop()));
    await this.simulator.stop();
    const { proxies, graphProxies } = this.#parts;
    await Promise.all([...proxies.values(), ...graphProxies.values()].map((proxy) => proxy.close()));
    await this.postgres.remove();
    if (this.volume) unmount(this.volume.folder);
    rmSync(this.#parts.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

export function cliCommand(
  { projectRoot, signal }: LabOptions,
  instance: Instance,
  words: readonly string[],
) {
  return {
    title: `cli ${words.join(' ')}`,
    file: process.execPath,
    args: [outputPath(projectRoot, 'cli'), ...words],
    cwd: projectRoot,
    env: cliEnvironment(instance),
    log: logOf(instance.home, 'cli'),
    evidence: 15,
    signal,
  };
}

/** The environment of a process that reaches PostgreSQL through its own proxy, and Graph where it has one to it. */
export function environmentBehind(
  instance: Instance,
  { postgres, graph }: { postgres: FaultProxy; graph: FaultProxy | undefined },
): Record<string, string> {
  const ports = { ...instance.ports, postgres: postgres.port };
  const environment = { ...apiEnvironment({ ...instance, ports }), LOG_LEVEL: 'warn' };
  if (!graph) return environment;
  return { ...environment, WHATSAPP_GRAPH_URL: `http://127.0.0.1:${graph.port}` };
}
