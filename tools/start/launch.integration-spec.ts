import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Ports } from '../instance/ports.ts';
import { EmbeddedPostgres } from '../postgres/embedded-postgres.ts';
import { findFreePort, stateOfPort } from '../processes/ports.ts';
import { identify } from '../processes/process-identity.mjs';
import { RunningLauncher } from './stand-ins/running-launcher.ts';
import { makeStandInProject } from './stand-ins/stand-in-project.ts';

const nodeModules = resolve(__dirname, '../../node_modules');
const READY = 'Ctrl-C stops everything';

describe('the launcher', () => {
  let folder: string;
  let ports: Ports;
  const launchers: RunningLauncher[] = [];

  const launch = (changed: Partial<Ports> = {}): RunningLauncher => {
    const launcher = new RunningLauncher(folder, { ...ports, ...changed });
    launchers.push(launcher);
    return launcher;
  };
  const launched = async (): Promise<RunningLauncher> => {
    const launcher = launch();
    await launcher.prints(READY);
    return launcher;
  };
  const postmasterPid = () =>
    Number(readFileSync(join(folder, '.parley/postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-launch-'));
    chmodSync(folder, 0o711);
    makeStandInProject(folder, nodeModules);
    const [dashboard, api, simulator, postgres] = await Promise.all([1, 2, 3, 4].map(findFreePort));
    ports = { dashboard, api, simulator, postgres } as Ports;
  });

  afterEach(async () => {
    for (const launcher of launchers.splice(0)) await launcher.end('SIGTERM');
    const options = {
      projectRoot: folder,
      folder: join(folder, '.parley/postgres'),
      port: ports.postgres,
      log: '/dev/null',
    };
    await new EmbeddedPostgres(options).remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings everything up, prints where it is, and is up again with the same data after a stop', async () => {
    const first = await launched();
    expect(first.output).toContain(`http://localhost:${ports.simulator}`);
    expect(first.output).toContain(`http://localhost:${ports.dashboard}`);
    const settings = readFileSync(join(folder, '.parley/settings.json'), 'utf8');
    await first.end('SIGINT');

    const again = await launched();
    expect(again.output).toMatch(/PostgreSQL .*, started/);
    expect(readFileSync(join(folder, '.parley/settings.json'), 'utf8')).toBe(settings);
  });

  it('stops everything at Ctrl-C, PostgreSQL last, and takes one key press for one however often it arrives', async () => {
    const launcher = await launched();
    const pids = [
      postmasterPid(),
      ...['api', 'worker', 'simulator', 'dashboard'].map((name) => launcher.pidOf(name)),
    ];
    launcher.child.kill('SIGINT');
    launcher.child.kill('SIGTERM');
    expect(await launcher.end('SIGINT')).toBe(0);

    for (const name of ['api', 'worker'])
      expect(launcher.logOf(name)).toContain('{"stopped":true,"databaseWasThere":true}');
    expect(launcher.output).toMatch(
      /Stopping +api, worker, dashboard[^]*Stopping +simulator[^]*Stopping +PostgreSQL/,
    );
    expect(launcher.output).not.toContain('Already stopping');
    expect(pids.filter((pid) => identify(pid))).toEqual([]);
    expect(launcher.instance).toMatchObject({ state: 'stopped', processes: {} });
  });

  it('brings a killed process back by itself', async () => {
    const launcher = await launched();
    const before = launcher.pidOf('api');
    process.kill(before, 'SIGKILL');
    await launcher.prints(/api is back after \d\.\d s/);
    expect(launcher.output).toContain('api ended (SIGKILL)');
    expect(launcher.pidOf('api')).not.toBe(before);
    expect((await fetch(`http://127.0.0.1:${ports.api}/`)).status).toBe(200);
  });

  it('brings a killed PostgreSQL back by itself', async () => {
    const launcher = await launched();
    const before = postmasterPid();
    process.kill(before, 'SIGKILL');
    await launcher.prints(/PostgreSQL is back after \d\.\d s/);
    expect(postmasterPid()).not.toBe(before);
  });

  it('adopts the PostgreSQL of a killed launcher and replaces the processes it left behind', async () => {
    const killed = await launched();
    const server = postmasterPid();
    const orphans = ['api', 'worker', 'simulator', 'dashboard'].map((name) => killed.pidOf(name));
    await killed.end('SIGKILL');
    expect(orphans.every((pid) => identify(pid))).toBe(true);

    const next = await launched();
    expect(next.output).toContain('found running, adopted');
    expect(postmasterPid()).toBe(server);
    expect(orphans.filter((pid) => identify(pid))).toEqual([]);
    await next.end('SIGTERM');
    expect(identify(server)).toBeUndefined();
  });

  it('refuses to run twice, and says where the first one is', async () => {
    const first = await launched();
    const second = launch();
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain(`Parley is already running here (pid ${first.child.pid})`);
    expect(second.output).toContain(`http://127.0.0.1:${ports.dashboard}`);
    expect(await stateOfPort(ports.api)).toBe('taken');
  });

  it('names every taken port with its holder and its setting, and starts nothing', async () => {
    const stranger = createServer();
    await new Promise<void>((listening) => stranger.listen(ports.api, '127.0.0.1', listening));
    const launcher = launch();
    const exitCode = await launcher.ended();
    await new Promise((closed) => stranger.close(closed));
    expect(exitCode).toBe(1);
    expect(launcher.output).toContain(`Port ${ports.api}, which the api needs, is taken by`);
    expect(launcher.output).toContain(`(pid ${process.pid})`);
    expect(launcher.output).toContain('PARLEY_API_PORT=');
    expect(launcher.output).not.toMatch(/^\s+at /m);
    expect(await stateOfPort(ports.postgres)).toBe('free');
  });

  it('tells a process that cannot start by its last words, and stops the rest', async () => {
    makeStandInProject(folder, nodeModules, { worker: 'console.log("no queue for me"); process.exit(3);' });
    const launcher = launch();
    expect(await launcher.ended()).toBe(1);
    expect(launcher.output).toContain('The worker does not start (exit code 3).');
    expect(launcher.output).toContain('no queue for me');
    expect(await stateOfPort(ports.postgres)).toBe('free');
  });

  it('repairs the set-up of a start that was interrupted', async () => {
    mkdirSync(join(folder, '.parley/postgres/data.unfinished/base'), { recursive: true });
    const launcher = await launched();
    expect(launcher.output).toContain('an unfinished set-up was replaced');
  });

  it('keeps its secrets to itself', async () => {
    await launched();
    for (const file of ['settings.json', 'instance.json', 'postgres/superuser-password', 'logs/api.log']) {
      expect([file, statSync(join(folder, '.parley', file)).mode & 0o077]).toEqual([file, 0]);
    }
  });
});
