import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findFreePort } from '../processes/ports.ts';
import { prepareDatabase } from './databases.ts';
import { EmbeddedPostgres, PortTaken } from './embedded-postgres.ts';
import { startThrowAwayPostgres } from './throw-away-postgres.ts';

const projectRoot = resolve(__dirname, '../..');
const passwords = { owner: 'o-1', app: 'a-1', system: 's-1', reader: 'r-1' };

async function ask<T extends pg.QueryResultRow>(connectionString: string, query: string): Promise<T[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(query)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  let folder: string;
  let port: number;
  let postgres: EmbeddedPostgres;

  const open = (settings: { port?: number } = {}) =>
    new EmbeddedPostgres({
      projectRoot,
      folder: join(folder, 'postgres'),
      port,
      log: join(folder, 'log'),
      ...settings,
    });
  const as = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/parley`;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
    chmodSync(folder, 0o711);
    port = await findFreePort();
    postgres = open();
  });

  afterEach(async () => {
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is created once, keeps its data over a stop, and keeps every commit on disk', async () => {
    expect(await postgres.start()).toBe('created');
    await ask(postgres.superuserUrl(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    expect(await ask(postgres.superuserUrl(), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await postgres.stop();
    expect(await open().start()).toBe('started');
    expect(await ask(postgres.superuserUrl(), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('survives whoever started it and is adopted by the next start', async () => {
    const script = `
      import { EmbeddedPostgres } from ${JSON.stringify(join(__dirname, 'embedded-postgres.ts'))};
      const postgres = new EmbeddedPostgres(${JSON.stringify({ projectRoot, folder: join(folder, 'postgres'), port, log: join(folder, 'log') })});
      await postgres.start();
      process.kill(process.pid, 'SIGKILL');`;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
    await new Promise((ended) => starter.once('exit', ended));

    expect(postgres.runsAlready()).toBe(true);
    expect(await postgres.start()).toBe('adopted');
    await postgres.stop();
    expect(postgres.runsAlready()).toBe(false);
    expect(await postgres.start()).toBe('started');
  });

  it('comes back after it was killed, with what was committed', async () => {
    await postgres.start();
    await ask(postgres.superuserUrl(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(postgres.pid ?? 0, 'SIGKILL');
    await postgres.whenGone();
    expect(await postgres.start()).toBe('started');
    expect(await ask(postgres.superuserUrl(), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('is made anew after an initdb that was interrupted', async () => {
    mkdirSync(join(folder, 'postgres', 'data.unfinished', 'base'), { recursive: true });
    expect(await postgres.start()).toBe('repaired');
    expect(readdirSync(join(folder, 'postgres'))).not.toContain('data.unfinished');
  });

  it('puts a half-finished data folder aside instead of deleting it', async () => {
    mkdirSync(join(folder, 'postgres', 'data'), { recursive: true });
    writeFileSync(join(folder, 'postgres', 'data', 'PG_VERSION'), '18\n');
    expect(await postgres.start()).toBe('repaired');
    expect(readdirSync(join(folder, 'postgres'))).toContainEqual(
      expect.stringMatching(/^data\.half-finished-\d+$/),
    );
  });

  it('starts although the pid of its last postmaster belongs to another process by now', async () => {
    await postgres.start();
    const pidFile = join(postgres.dataFolder ?? '', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid));
    await postgres.stop();
    writeFileSync(pidFile, left);
    expect(await postgres.start()).toBe('started');
  });

  it('refuses the data of another version', async () => {
    await postgres.start();
    await postgres.stop();
    writeFileSync(join(postgres.dataFolder ?? '', 'PG_VERSION'), '16\n');
    await expect(postgres.start()).rejects.toThrow(/holds data of PostgreSQL 16; installed is 18\./);
  });

  it('says when its port is taken, and moves when it is given another', async () => {
    const stranger = await listen(port);
    await expect(postgres.start()).rejects.toThrow(PortTaken);
    await new Promise((closed) => stranger.close(closed));
    await postgres.start();

    const moved = open({ port: await findFreePort() });
    expect(await moved.start()).toBe('started');
    expect(await ask(moved.superuserUrl(), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('listens on the loopback only, and asks for a password', async () => {
    await postgres.start();
    const [settings] = await ask(
      postgres.superuserUrl(),
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '' });
    const url = Object.assign(new URL(postgres.superuserUrl()), { password: 'wrong' }).href;
    await expect(ask(url, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('has an owner who may make roles and a reader who may read everything and change nothing', async () => {
    await postgres.start();
    await prepareDatabase(postgres.superuserUrl(), passwords);
    const owner = as('parley_owner', passwords.owner);
    await ask(owner, 'CREATE ROLE parley_app LOGIN');
    await ask(owner, 'CREATE TABLE secret (tenant int); INSERT INTO secret VALUES (1)');
    await ask(owner, 'ALTER TABLE secret ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');

    const reader = as('parley_reader', passwords.reader);
    expect(await ask(reader, 'SELECT tenant FROM secret')).toEqual([{ tenant: 1 }]);
    await expect(ask(reader, 'INSERT INTO secret VALUES (2)')).rejects.toThrow();
    await expect(ask(reader, 'BEGIN READ WRITE; INSERT INTO secret VALUES (2)')).rejects.toThrow(
      'permission denied',
    );
    expect(
      await ask(owner, 'SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user'),
    ).toEqual([{ rolsuper: false, rolcreaterole: true }]);
  });

  it('brings the passwords of all roles into line at every start', async () => {
    await postgres.start();
    await prepareDatabase(postgres.superuserUrl(), passwords);
    await ask(as('parley_owner', passwords.owner), 'CREATE ROLE parley_app LOGIN');
    await prepareDatabase(postgres.superuserUrl(), { ...passwords, owner: "o'2", app: 'a-2' });
    for (const [role, password] of [
      ['parley_owner', "o'2"],
      ['parley_app', 'a-2'],
    ] as const) {
      expect(await ask(as(role, password), 'SELECT current_user::text AS me')).toEqual([{ me: role }]);
    }
  });
});

describe('a throw-away PostgreSQL', () => {
  it('serves, and leaves nothing behind', async () => {
    const postgres = await startThrowAwayPostgres(projectRoot);
    expect(await ask(postgres.superuserUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await postgres.remove();
    await expect(ask(postgres.superuserUrl, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    expect(() => readdirSync(postgres.folder)).toThrow('ENOENT');
  });
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1', () =>
      resolve(server),
    );
  });
}
