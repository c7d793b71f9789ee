import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { addTenants } from '../../bench/inbound/tenants.ts';
import { outputPath } from '../../build/outputs.ts';
import { simulatorEnvironment, type Instance } from '../../instance/environment.ts';
import { homeOf, logOf, makeHome } from '../../instance/home.ts';
import { generateSettings } from '../../instance/settings.ts';
import { prepareDatabase } from '../../postgres/databases.ts';
import { runCommand } from '../../processes/command.ts';
import { findFreePort } from '../../processes/ports.ts';
import { FaultProxy } from '../proxy/fault-proxy.ts';
import { Book, clearLeftovers } from './book.ts';
import { cliCommand, environmentBehind, Lab, VICTIMS, type LabOptions, type Victim } from './lab.ts';
import { LabPostgres } from './lab-postgres.ts';
import { LabProcess } from './lab-process.ts';
import { Simulator } from './simulator.ts';
import { mountVolume, unmount } from './volume.ts';

const VOLUME_MB = 1_536;

type Undo = () => unknown;

/** Builds and starts everything; what was built of it is torn down again when that fails. */
export async function buildLab(options: LabOptions, doing: (what: string) => void): Promise<Lab> {
  clearLeftovers();
  const book = new Book();
  const undos: Undo[] = [() => rmSync(book.folder, { recursive: true, force: true, maxRetries: 3 })];
  try {
    return await build(options, book, (undo) => undos.push(undo), doing);
  } catch (error) {
    for (const undo of undos.reverse()) await Promise.resolve(undo()).catch(() => undefined);
    throw error;
  }
}

async function build(
  options: LabOptions,
  book: Book,
  onFailure: (undo: Undo) => void,
  doing: (what: string) => void,
): Promise<Lab> {
  const { folder } = book;
  doing('volume, PostgreSQL');
  const volume = mountVolume(folder, VOLUME_MB);
  if (volume) {
    book.mounted(volume.folder);
    onFailure(() => unmount(volume.folder));
  }
  const data = join(volume?.folder ?? folder, 'postgres');
  const postgres = await LabPostgres.start(
    options.projectRoot,
    data,
    join(folder, 'postgres.log'),
    options.signal,
  );
  onFailure(() => postgres.remove());
  if (postgres.pid !== undefined) book.started(postgres.pid);

  const instance = await makeInstance(options, folder, postgres.port);
  doing('schema, tenants');
  await prepareDatabase(postgres.superuserUrl, instance.settings.databasePasswords);
  for (const command of ['migrate', 'seed']) await runCommand(cliCommand(options, instance, [command]));
  const db = new pg.Pool({ connectionString: postgres.productUrl, max: 1 });
  const numbers = await addTenants(db, options.otherTenants).finally(() => db.end());

  doing('processes');
  const unexpectedEnds: unknown[] = [];
  const processOf = (name: string, output: 'api' | 'worker' | 'simulator', env: Record<string, string>) =>
    new LabProcess({
      name,
      script: outputPath(options.projectRoot, output),
      env,
      log: logOf(instance.home, name),
      book,
      onUnexpectedEnd: (ended, end) =>
        unexpectedEnds.push({ name: ended, ...end, at: new Date().toISOString() }),
    });
  const simulatorsEnvironment = { ...simulatorEnvironment(instance), RETRY_DELAYS_MS: '100,2000' };
  const simulator = new Simulator(
    processOf('simulator', 'simulator', simulatorsEnvironment),
    `http://127.0.0.1:${instance.ports.simulator}`,
    instance.home.ledger,
  );
  onFailure(() => simulator.stop());
  await simulator.start(numbers);

  const proxies = new Map<Victim, FaultProxy>();
  const graphProxies = new Map<Victim, FaultProxy>();
  const processes = new Map<Victim, LabProcess>();
  for (const victim of VICTIMS) {
    const proxy = await FaultProxy.open(postgres.port);
    proxies.set(victim, proxy);
    onFailure(() => proxy.close());
    if (options.isGraphBehindProxies) {
      const graph = await FaultProxy.open(instance.ports.simulator, 'anything');
      graphProxies.set(victim, graph);
      onFailure(() => graph.close());
    }
    const env = environmentBehind(instance, { postgres: proxy, graph: graphProxies.get(victim) });
    const started = processOf(victim, victim === 'api' ? 'api' : 'worker', env);
    processes.set(victim, started);
    onFailure(() => started.stop());
  }
  await Promise.all([...processes.values()].map((one) => one.start()));
  return new Lab({
    options,
    folder,
    postgres,
    volume,
    simulator,
    processes,
    proxies,
    graphProxies,
    instance,
    unexpectedEnds,
  });
}

async function makeInstance(
  { projectRoot, env }: LabOptions,
  folder: string,
  postgres: number,
): Promise<Instance> {
  const home = homeOf(projectRoot, { PARLEY_HOME: join(folder, 'home') });
  makeHome(home);
  const [api, dashboard, simulator] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  return { home, ports: { api, dashboard, simulator, postgres }, settings: generateSettings(), env };
}
