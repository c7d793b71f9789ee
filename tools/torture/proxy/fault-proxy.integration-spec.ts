import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { FaultProxy } from './fault-proxy.ts';

const url = new URL(process.env['TEST_POSTGRES_URL'] ?? 'postgres://nowhere');
const TABLE = `cut_${process.pid}`;
const LONG_MS = 20_000;

describe('a proxy that misbehaves', () => {
  let proxy: FaultProxy;
  let direct: pg.Client;
  let client: pg.Client;

  beforeAll(async () => {
    direct = new pg.Client({ connectionString: url.href });
    await direct.connect();
    await direct.query(`CREATE TABLE ${TABLE} (how text)`);
  });
  afterAll(async () => {
    await direct.query(`DROP TABLE ${TABLE}`);
    await direct.end();
  });
  beforeEach(async () => {
    proxy = await FaultProxy.open(Number(url.port));
    client = new pg.Client({
      connectionString: Object.assign(new URL(url), { port: String(proxy.port) }).href,
    });
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(async () => {
    await client.end().catch(() => undefined);
    await proxy.close();
  });

  const isThere = async (how: string): Promise<boolean> => {
    const { rowCount } = await direct.query(`SELECT FROM ${TABLE} WHERE how = $1`, [how]);
    return rowCount === 1;
  };
  const insert = (how: string) => client.query(`INSERT INTO ${TABLE} VALUES ($1)`, [how]);

  it('passes everything on when nothing is asked of it', async () => {
    await insert('plain');
    expect(await isThere('plain')).toBe(true);
  });

  it('cuts before a commit: nothing is there, and the client knows nothing', async () => {
    const cut = proxy.cutAtCommit('before', LONG_MS);
    await client.query('BEGIN');
    await insert('before');
    await expect(client.query('COMMIT')).rejects.toThrow();
    expect([await cut, await isThere('before')]).toEqual([true, false]);
  });

  it.each(['in a transaction', 'alone'])(
    'cuts after a commit, %s: it is there, and the client knows nothing',
    async (how) => {
      const cut = proxy.cutAtCommit('after', LONG_MS);
      if (how === 'alone') await expect(insert(how)).rejects.toThrow();
      else {
        await client.query('BEGIN');
        await insert(how);
        await expect(client.query('COMMIT')).rejects.toThrow();
      }
      expect([await cut, await isThere(how)]).toEqual([true, true]);
    },
  );

  it('says when no commit came to cut at', async () => {
    const cut = proxy.cutAtCommit('after', 50);
    await client.query('SELECT 1');
    expect(await cut).toBe(false);
    await insert('later');
    expect(await isThere('later')).toBe(true);
  });

  it('holds everything back, and lets it go', async () => {
    proxy.blackhole();
    const inserting = insert('held');
    await direct.query('SELECT pg_sleep(0.05)');
    expect(await isThere('held')).toBe(false);
    proxy.endBlackhole();
    await inserting;
    expect(await isThere('held')).toBe(true);
  });

  it('is slow when asked, in order', async () => {
    proxy.slowDown(() => 30);
    const since = performance.now();
    await Promise.all([insert('slow 1'), insert('slow 2')]);
    expect(performance.now() - since).toBeGreaterThan(55);
  });

  it('resets connections', async () => {
    const ended = new Promise((resolve) => client.once('end', resolve));
    expect(proxy.reset()).toBe(1);
    await ended;
    await expect(insert('never')).rejects.toThrow();
  });
});

describe('a proxy to anything else', () => {
  let server: Server;
  let proxy: FaultProxy;

  beforeEach(async () => {
    server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    proxy = await FaultProxy.open((server.address() as AddressInfo).port, 'anything');
  });
  afterEach(async () => {
    await proxy.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const begin = (): Socket => connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  const open = async (): Promise<Socket> => {
    const socket = begin();
    await once(socket, 'connect');
    return socket;
  };
  const closed = (socket: Socket): Promise<unknown> =>
    new Promise((resolve) => socket.once('close', resolve));
  const echoed = async (socket: Socket, words: string): Promise<string> => {
    socket.write(words);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString();
  };

  it('passes on what is no message of PostgreSQL, and counts what was sent', async () => {
    expect(await echoed(await open(), 'POST / HTTP/1.1')).toBe('POST / HTTP/1.1');
    expect(proxy.passed).toBe('POST / HTTP/1.1'.length);
  });

  it('resets all connections and new ones while it is shut, and none after that', async () => {
    const before = await open();
    await echoed(before, 'x');
    const ended = closed(before);
    expect(proxy.shut()).toBe(1);
    await ended;
    await closed(begin());
    proxy.heal();
    expect(await echoed(await open(), 'again')).toBe('again');
  });
});
