import { appendFileSync } from 'node:fs';
import { ensureBuilt, type BuildOptions } from '../build/build.ts';
import { outputPath } from '../build/outputs.ts';
import { cliEnvironment, urlsOf, type Instance } from '../instance/environment.ts';
import { homeOf, logOf, makeHome, type Home } from '../instance/home.ts';
import { PORT_SETTINGS, readPorts } from '../instance/ports.ts';
import { loadSettings } from '../instance/settings.ts';
import { prepareDatabase } from '../postgres/databases.ts';
import { EmbeddedPostgres, type PostgresStart } from '../postgres/embedded-postgres.ts';
import { runCommand } from '../processes/command.ts';
import type { HeldLock } from '../processes/lock-file.mjs';
import { Steps, seconds } from '../terminal/steps.ts';
import { paint, type Terminal } from '../terminal/terminal.ts';
import { explainError } from '../trouble/explain-error.ts';
import { Stopped, Trouble } from '../trouble/trouble.ts';
import { hearFarewell } from './farewell.ts';
import { InstanceBook } from './instance-book.ts';
import { keepLogsSmall } from './log-size.ts';
import { stopOrphans } from './orphans.ts';
import { checkPorts } from './check-ports.ts';
import { PostgresKeeper } from './postgres-keeper.ts';
import { readyText } from './ready-text.ts';
import { servicesOf } from './services.ts';
import { newSetUpLink } from './set-up-link.ts';
import { findStarters, watchParent } from './starters.ts';
import { SupervisedProcess } from './supervised-process.ts';
import { takeInstance } from './take-instance.ts';

export interface LaunchOptions {
  /** The checkout (or a copy of its shape) whose built processes are started. */
  projectRoot: string;
  env: NodeJS.ProcessEnv;
  terminal: Terminal;
  /** Replaced where there is nothing to build. */
  build?: (options: BuildOptions) => Promise<'built' | 'unchanged'>;
}

const SERVES_WITHIN_MS = 120_000;
const STOPPED_EARLY = 130;

/** Brings everything up, keeps it up until it is told to stop, and takes it down in order. Resolves to the exit code. */
export async function launch(options: LaunchOptions): Promise<number> {
  const launcher = new Launcher(options);
  return launcher.run();
}

class Launcher {
  readonly #options: LaunchOptions;
  readonly #terminal: Terminal;
  readonly #steps: Steps;
  readonly #startedAt = Date.now();
  readonly #farewell = hearFarewell(() => this.#say('Already stopping; one moment.'));
  #home: Home | undefined;
  #lock: HeldLock | undefined;
  #book: InstanceBook | undefined;
  #keeper: PostgresKeeper | undefined;
  #processes: SupervisedProcess[] = [];

  constructor(options: LaunchOptions) {
    this.#options = options;
    this.#terminal = options.terminal;
    this.#steps = new Steps(options.terminal);
  }

  async run(): Promise<number> {
    const { signal } = this.#farewell;
    let exitCode = 0;
    this.#terminal.write(`\n  ${paint(this.#terminal, 'bold', 'Parley')}\n\n`);
    try {
      await this.#bringUp();
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } catch (error) {
      exitCode = error instanceof Stopped || signal.aborted ? STOPPED_EARLY : 1;
      if (exitCode === 1) this.#tell(error);
    }
    try {
      await this.#takeDown();
    } catch (error) {
      exitCode = 1;
      this.#tell(error);
    } finally {
      this.#lock?.release();
    }
    return exitCode;
  }

  async #bringUp(): Promise<void> {
    const { projectRoot, env } = this.#options;
    const ports = readPorts(env);
    const home = (this.#home = homeOf(projectRoot, env));
    makeHome(home);
    this.#lock = await takeInstance(home, (line) => this.#say(line));
    watchParent(env, this.#farewell.stop);
    keepLogsSmall(home.logs);
    const instance: Instance = { home, ports, settings: loadSettings(home), env };
    const postgres = this.#openPostgres(instance);
    const orphans = await stopOrphans(InstanceBook.previous(home));
    this.#book = new InstanceBook(home, ports, findStarters(env));

    await this.#step('Ports', () => checkPorts(ports, postgres, orphans));
    await this.#step('Build', (doing) => this.#build(instance, doing));
    await this.#step('PostgreSQL', (doing) => this.#startPostgres(postgres, instance, doing));
    await this.#step('Migrations', () => this.#cli('migrate', instance, 'the schema is up to date'));
    await this.#step('Demo data', () => this.#cli('seed', instance, 'one tenant with one simulated number'));
    // Before the api starts: it would make a token of its own, and write it to its log.
    const setUpLink = await newSetUpLink(projectRoot, instance, this.#farewell.signal);
    await this.#startProcesses(instance);
    const tookMs = Date.now() - this.#startedAt;
    this.#terminal.write(readyText(this.#terminal, { ports, home, tookMs, setUpLink }));
    // Whoever waits for this reads what is above.
    this.#book.state = 'ready';
  }

  /** PostgreSQL last: everything before it may still have something to write. */
  async #takeDown(): Promise<void> {
    if (this.#book) this.#book.state = 'stopping';
    const before = this.#processes.filter(({ name }) => name !== 'simulator');
    const simulator = this.#processes.filter(({ name }) => name === 'simulator');
    if (this.#keeper) this.#terminal.write('\n');
    // The worker's last replies still find the simulator.
    for (const group of [before, simulator].filter((members) => members.length > 0)) {
      await this.#steps.run('Stopping', async () => {
        await Promise.all(group.map((member) => member.stop()));
        return group.map(({ name }) => name).join(', ');
      });
    }
    const keeper = this.#keeper;
    if (keeper) {
      await this.#steps.run('Stopping', async () => {
        await keeper.stop();
        return 'PostgreSQL';
      });
    }
    if (this.#book) this.#book.state = 'stopped';
  }

  async #step(
    name: string,
    work: (doing: (what: string) => void) => Promise<string>,
    since?: number,
  ): Promise<void> {
    if (this.#farewell.signal.aborted) throw new Stopped();
    await this.#steps.run(name, (step) => work(step.doing), since);
  }

  async #build({ home, env }: Instance, doing: (what: string) => void): Promise<string> {
    const { projectRoot, build = ensureBuilt } = this.#options;
    const { signal } = this.#farewell;
    doing('the first one takes a minute or two');
    const onWait = (pid: number) => doing(`waiting for another build (pid ${pid})`);
    const outcome = await build({ projectRoot, log: logOf(home, 'build'), env, signal, onWait });
    return outcome === 'built' ? 'api, worker, simulator, dashboard' : 'nothing changed';
  }

  #openPostgres({ home, ports }: Instance): EmbeddedPostgres {
    return new EmbeddedPostgres({
      projectRoot: this.#options.projectRoot,
      folder: home.postgres,
      port: ports.postgres,
      portSetting: PORT_SETTINGS.postgres,
      log: logOf(home, 'postgres'),
      say: (line) => this.#say(line),
    });
  }

  async #startPostgres(
    postgres: EmbeddedPostgres,
    instance: Instance,
    doing: (what: string) => void,
  ): Promise<string> {
    doing('starting; a first start makes the database');
    const keeper = (this.#keeper = new PostgresKeeper(postgres, this.#events()));
    const start = await postgres.start(this.#farewell.signal);
    await prepareDatabase(postgres.superuserUrl(), instance.settings.databasePasswords);
    keeper.watch();
    const how: Record<PostgresStart, string> = {
      started: 'started',
      adopted: 'found running, adopted',
      created: 'created and started',
      repaired: 'an unfinished set-up was replaced',
    };
    return `${postgres.version} on 127.0.0.1:${instance.ports.postgres}, ${how[start]}`;
  }

  async #cli(command: 'migrate' | 'seed', instance: Instance, outcome: string): Promise<string> {
    const { projectRoot } = this.#options;
    const script = outputPath(projectRoot, 'cli');
    try {
      await runCommand({
        title: command === 'migrate' ? 'The migration of the database' : 'Writing the demo data',
        file: process.execPath,
        args: [script, command],
        cwd: projectRoot,
        env: cliEnvironment(instance),
        log: logOf(instance.home, command),
        signal: this.#farewell.signal,
        onSpawn: (pid) => this.#book?.noteProcess(command, pid),
      });
    } finally {
      this.#book?.changed(command, undefined);
    }
    return outcome;
  }

  async #startProcesses(instance: Instance): Promise<void> {
    const urls: Record<string, string> = urlsOf(instance.ports);
    const startedAt = Date.now();
    this.#processes = servicesOf(this.#options.projectRoot, instance).map(
      (service) => new SupervisedProcess(service, logOf(instance.home, service.name), this.#events()),
    );
    for (const process of this.#processes) process.start();
    for (const process of this.#processes) {
      await this.#step(
        process.name,
        () => this.#serves(process, urls[process.name] ?? 'works the queue'),
        startedAt,
      );
    }
  }

  async #serves(process: SupervisedProcess, outcome: string): Promise<string> {
    const { signal } = this.#farewell;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      late.reject(new Trouble(`The ${process.name} does not answer.`, [`Its log: ${process.log}`]));
    }, SERVES_WITHIN_MS);
    const stop = () => late.reject(new Stopped());
    signal.addEventListener('abort', stop, { once: true });
    try {
      await Promise.race([process.served, late.promise]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
    return outcome;
  }

  #events() {
    return {
      died: (name: string, how: string, backInMs: number) =>
        this.#event(`${name} ended (${how}); starting it again in ${seconds(backInMs)}`, 'yellow'),
      cameBack: (name: string, pid: number, afterMs: number) =>
        this.#event(`${name} is back after ${seconds(afterMs)} (pid ${pid})`, 'green'),
      changed: (name: string, process: Parameters<InstanceBook['changed']>[1]) =>
        this.#book?.changed(name, process),
    };
  }

  #event(line: string, colour: 'yellow' | 'green'): void {
    this.#say(paint(this.#terminal, colour, line));
    this.#log(line);
  }

  #say(line: string): void {
    this.#terminal.write(`${this.#terminal.live ? '\r\x1b[K' : ''}  ${line}\n`);
  }

  #tell(error: unknown): void {
    const trouble = explainError(error);
    if (!trouble) this.#log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const unforeseen = `Something went wrong that was not foreseen: ${error instanceof Error ? error.message : String(error)}`;
    const lines = [trouble?.message ?? unforeseen, ...(trouble?.evidence ?? []).map((line) => `    ${line}`)];
    if (!trouble && this.#home) lines.push(`    Details: ${logOf(this.#home, 'launcher')}`);
    this.#terminal.write(`\n${lines.map((line) => `  ${line}\n`).join('')}`);
  }

  #log(line: string): void {
    if (!this.#home) return;
    try {
      appendFileSync(logOf(this.#home, 'launcher'), `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not stop the supervision.
    }
  }
}
