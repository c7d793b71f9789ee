import { INestApplicationContext } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { ServerResponse } from 'node:http';
import { rmSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../support/eventually';
import { FileGraph } from '../support/file-graph';
import { messagesChange, postSigned, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { mediaRow, mediaThat, pictureMessage } from '../support/sent-media';

const OTHER_NUMBER = '106540352249988';
/** The claim of somebody else, so that the worker of the test, which is alive, does not renew it. */
const A_MINUTE_AGO = `claim_id = gen_random_uuid(), claimed_at = now() - interval '61 seconds'`;
// Renewals are ten seconds apart.
const RENEWED_WITHIN_MS = 40_000;

describe('who fetches a file', () => {
  let product: Product;
  let graph: FileGraph;
  let worker: INestApplicationContext;
  const hanging: ServerResponse[] = [];

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', OTHER_NUMBER);
    graph = await FileGraph.start();
    product.set('WHATSAPP_GRAPH_URL', graph.url);
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });
  beforeEach(async () => {
    graph.bytes = (response) => response.end('abc');
    graph.description = () => ({});
    graph.asked.length = 0;
    worker = await product.startWorker();
  });
  afterEach(async () => {
    const end = (): void => hanging.splice(0).forEach((response) => response.destroy());
    end();
    await worker.close();
    // Whatever it asked for meanwhile is none of the next test's.
    end();
    await product.database.query(`UPDATE media SET state = 'failed' WHERE state <> 'stored'`);
  });

  /** Pictures of one message each; answers their ids. */
  async function receive(count = 1, phoneNumberId?: string): Promise<string[]> {
    const messages = Array.from({ length: count }, () => pictureMessage());
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages }, phoneNumberId)));
    return messages.map(({ mediaId }) => mediaId);
  }
  const receiveOne = async (): Promise<string> => (await receive())[0] ?? '';
  const set = (mediaId: string, change: string) =>
    product.database.query(`UPDATE media SET ${change} WHERE provider_media_id = $1`, [mediaId]);
  const hang = (): void => {
    graph.bytes = (response) => hanging.push(response);
  };

  it('is never one tenant alone: the file of another is there while ten of a noisy one hang', async () => {
    hang();
    const noisy = await receive(10);
    await eventually('as many hang as may', () => graph.asked.length >= 6);
    graph.bytes = (response, mediaId) =>
      noisy.includes(mediaId) ? hanging.push(response) : response.end('abc');
    const [theirs = ''] = await receive(1, OTHER_NUMBER);
    await mediaThat(product.database, theirs, 'stored');
    expect(graph.asked.filter((id) => noisy.includes(id))).toHaveLength(6);
  });

  it('takes the first of each tenant before the second of any', async () => {
    await worker.close();
    const ids = { noisy: [] as string[], quiet: [] as string[] };
    worker = await product.startWorker();
    hang();
    await Promise.all([receive(6), receive(6, OTHER_NUMBER)]).then(([noisy, quiet]) =>
      Object.assign(ids, { noisy, quiet }),
    );
    await eventually('as many hang as may', () => graph.asked.length === 8);
    const count = (of: string[]) => graph.asked.filter((id) => of.includes(id)).length;
    expect([count(ids.noisy), count(ids.quiet)].every((taken) => taken >= 2)).toBe(true);
  });

  it('is another when the first died: a minute after it was last heard of', async () => {
    hang();
    const mediaId = await receiveOne();
    await eventually('it is being read', () => hanging.length === 1);
    graph.bytes = (response) => response.end('abc');
    await set(mediaId, A_MINUTE_AGO);
    expect(await mediaThat(product.database, mediaId, 'stored')).toMatchObject({
      attempts: 2,
      failureCode: null,
    });
  });

  it('is the same as long as it is alive, however long it takes', async () => {
    hang();
    const mediaId = await receiveOne();
    await mediaThat(product.database, mediaId, 'fetching');
    await set(mediaId, `claimed_at = now() - interval '40 seconds'`);
    await eventually(
      'the claim was renewed',
      async () => {
        const [row] = await product.database.query<{ age: number }>(
          `SELECT extract(epoch FROM now() - claimed_at)::float8 AS age FROM media WHERE provider_media_id = $1`,
          [mediaId],
        );
        return (row?.age ?? 60) < 40;
      },
      RENEWED_WITHIN_MS,
    );
    expect(await mediaRow(product.database, mediaId)).toMatchObject({ state: 'fetching', attempts: 1 });
  });

  it('is nobody when five have died of it', async () => {
    hang();
    const mediaId = await receiveOne();
    await mediaThat(product.database, mediaId, 'fetching');
    await set(mediaId, `attempts = 5, ${A_MINUTE_AGO}`);
    expect(await mediaThat(product.database, mediaId, 'failed')).toMatchObject({
      failureCode: 'worker_died',
    });
  });

  it('may be one that was taken for dead and brings it whole: nothing that the other says counts any more', async () => {
    hang();
    const mediaId = await receiveOne();
    await eventually('it is being read', () => hanging.length === 1);
    await set(mediaId, `attempts = 2, claim_id = gen_random_uuid(), failure_code = 'worker_died'`);
    hanging[0]?.end('abc');
    expect(await mediaThat(product.database, mediaId, 'stored')).toMatchObject({ failureCode: null });
  });

  it('says nothing of a failure when another has the file by now', async () => {
    graph.description = () => ({ file_size: 3 });
    hang();
    const mediaId = await receiveOne();
    await eventually('it is being read', () => hanging.length === 1);
    // The count is the same again when somebody asked for the file again in between; the claim never is.
    await set(mediaId, 'claim_id = gen_random_uuid()');
    hanging[0]?.end('not three bytes');
    graph.bytes = (response) => response.end('abc');
    // What became of the first is written before room for the eighth after it is there.
    for (const control of await receive(8)) await mediaThat(product.database, control, 'stored');
    expect(await mediaRow(product.database, mediaId)).toMatchObject({ state: 'fetching', failureCode: null });
  });

  it('gives it back when it is asked to end, and that was no attempt', async () => {
    hang();
    const mediaId = await receiveOne();
    await eventually('it is being read', () => hanging.length === 1);
    const before = Date.now();
    await worker.close();
    // A provider that says nothing would be given up after 15 s.
    expect(Date.now() - before).toBeLessThan(12_000);
    expect(await mediaRow(product.database, mediaId)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      failureCode: null,
    });
  });

  it('asks for each file once, where several wait to work', async () => {
    const others = await Promise.all([product.startWorker(), product.startWorker()]);
    const ids = await receive(40);
    await Promise.all(ids.map((id) => mediaThat(product.database, id, 'stored')));
    expect([...graph.asked].sort()).toEqual([...ids].sort());
    await Promise.all(others.map((other) => other.close()));
  });
});

describe('what is in the way of a file', () => {
  let product: Product;
  let graph: FileGraph;

  beforeAll(async () => {
    product = await Product.create();
    graph = await FileGraph.start();
    product.set('WHATSAPP_GRAPH_URL', graph.url);
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });
  beforeEach(() => {
    graph.bytes = (response) => response.end('abc');
    graph.description = () => ({});
  });

  async function receiveOne(more?: Record<string, unknown>): Promise<string> {
    const { mediaId, ...message } = pictureMessage(more);
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    return mediaId;
  }
  const due = () =>
    product.database.query(`UPDATE media SET next_attempt_at = now() WHERE state = 'waiting'`);
  const waits = (mediaId: string, code: string) =>
    eventually(`the file waits: ${code}`, async () => {
      const row = await mediaRow(product.database, mediaId);
      return row?.state === 'waiting' && row.failureCode === code && row;
    });
  const failed = (mediaId: string) =>
    eventually(
      'the file has failed',
      async () => {
        await due();
        const row = await mediaRow(product.database, mediaId);
        return row?.state === 'failed' && row;
      },
      40_000,
    );

  it('may be the storage: then it waits without that being an attempt, and comes when the storage is back', async () => {
    const folder = String(product.environmentVariables()['STORAGE_FOLDER']);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'no folder');
    const worker = await product.startWorker();
    const mediaId = await receiveOne();
    const row = await waits(mediaId, 'storage_away');
    expect(row).toMatchObject({ attempts: 0, failureReason: 'The storage for files cannot be used now.' });
    expect(row.waitsSeconds).toBeGreaterThan(45);
    rmSync(folder);
    await due();
    await mediaThat(product.database, mediaId, 'stored');
    await worker.close();
  });

  it('is given up when it has been there for as long as Meta keeps a file', async () => {
    const folder = String(product.environmentVariables()['STORAGE_FOLDER']);
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'no folder');
    const worker = await product.startWorker();
    const mediaId = await receiveOne();
    await waits(mediaId, 'storage_away');
    await product.database.query(
      `UPDATE media SET created_at = now() - interval '8 days' WHERE state = 'waiting'`,
    );
    await due();
    expect(await mediaThat(product.database, mediaId, 'failed')).toMatchObject({
      failureCode: 'storage_away',
    });
    rmSync(folder);
    await worker.close();
  });

  describe('of a worker that is there all the time', () => {
    beforeAll(() => product.startWorker());

    it('may be an access token that cannot be opened: then, too, it waits', async () => {
      const [channel] = await product.database.query<{ token: Buffer }>(
        'SELECT access_token AS token FROM channel',
      );
      const token = channel?.token as Buffer;
      const flipped = Buffer.from(token);
      flipped[flipped.length - 1] = (flipped.at(-1) as number) ^ 1;
      await product.database.query('UPDATE channel SET access_token = $1', [flipped]);
      const mediaId = await receiveOne();
      expect(await waits(mediaId, 'unreadable_access_token')).toMatchObject({ attempts: 0 });
      await product.database.query('UPDATE channel SET access_token = $1', [token]);
      await due();
      await mediaThat(product.database, mediaId, 'stored');
    });

    it('may be the access token itself: five attempts, and then it says so', async () => {
      graph.description = () => ({ status: 401, error: { code: 190, message: 'expired' } });
      const row = await failed(await receiveOne());
      expect(row).toMatchObject({ failureCode: 'access_token_refused', attempts: 5 });
      expect(row.failureReason).toContain('access token');
    });

    it.each([
      ['../../../etc/passwd', 'media_gone'],
      [`${randomUUID()}?fields=x`, 'media_gone'],
      ['x'.repeat(200), 'media_gone'],
    ])('may be an id that is none: %s', async (id, failureCode) => {
      await receiveOne({ id });
      expect(await mediaThat(product.database, id, 'failed')).toMatchObject({ failureCode });
    });

    it('is not its size: of 100 MB next to nothing is in memory when half of it has come', async () => {
      const piece = Buffer.alloc(65_536, 'x');
      const pieces = 1_600;
      const hash = createHash('sha256');
      for (let n = 0; n < pieces; n += 1) hash.update(piece);
      const size = pieces * piece.length;
      const sha256 = hash.digest('hex');
      graph.description = () => ({ file_size: size, sha256 });
      let sent = 0;
      const half = Promise.withResolvers<undefined>();
      graph.bytes = (response) => {
        const pour = async (): Promise<void> => {
          for (; sent < pieces; sent += 1) {
            if (sent === pieces / 2) await half.promise;
            if (!response.write(piece)) await once(response, 'drain');
          }
          response.end();
        };
        void pour();
      };
      const before = liveBytes();
      const mediaId = await receiveOne();
      await eventually('half of it has come', () => sent === pieces / 2);
      // What was let go of may take the collector several rounds.
      await eventually('next to nothing is in memory', () => liveBytes() - before < size / 10);
      half.resolve(undefined);
      expect((await mediaThat(product.database, mediaId, 'stored')).byteSize).toBe(String(size));
    });

    it('is its size beyond that', async () => {
      graph.description = () => ({ file_size: 100 * 1024 * 1024 + 1 });
      expect(await mediaThat(product.database, await receiveOne(), 'failed')).toMatchObject({
        failureCode: 'too_large',
        attempts: 1,
      });
    });
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is held, without what is only not collected yet. */
function liveBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
