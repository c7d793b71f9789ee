import { readdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually';
import { FileGraph } from '../support/file-graph';
import { messagesChange, postSigned, webhookOf } from '../support/meta';
import { ProductProcess } from '../support/processes';
import { Product } from '../support/product';
import { mediaRow, mediaThat, pictureMessage } from '../support/sent-media';

const POINTS = ['media.claimed', 'media.fetched', 'media.before-commit', 'media.after-commit'] as const;

describe('a worker that dies while it fetches a file', () => {
  let product: Product;
  let graph: FileGraph;

  beforeAll(async () => {
    product = await Product.create({ INSTALLATION: 'test' });
    graph = await FileGraph.start();
    product.set('WHATSAPP_GRAPH_URL', graph.url);
    await product.startApi();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const start = (more: Record<string, string> = {}) =>
    ProductProcess.start('worker.js', { ...product.environmentVariables(), LOG_LEVEL: 'error', ...more });
  const folder = () => String(product.environmentVariables()['STORAGE_FOLDER']);
  const files = async () =>
    (await readdir(folder(), { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);

  async function receiveOne(): Promise<string> {
    const { mediaId, ...message } = pictureMessage();
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
    return mediaId;
  }
  /** As if a minute had passed since anybody was heard of. */
  const aMinuteLater = () =>
    product.database.query(
      `UPDATE media SET claimed_at = now() - interval '61 seconds' WHERE state = 'fetching'`,
    );

  it.each(POINTS)('leaves it to the next, and one file is there: %s', async (point) => {
    const before = await files();
    graph.bytes = (response) => response.end(randomBytes(100_000));
    const dying = await start({ CRASH_POINT: `${point}:1` });
    const mediaId = await receiveOne();
    await dying.ended();
    const left = await mediaRow(product.database, mediaId);
    expect(left?.state).toBe(point === 'media.after-commit' ? 'stored' : 'fetching');

    await aMinuteLater();
    const next = await start();
    const row = await mediaThat(product.database, mediaId, 'stored');
    expect(row.attempts).toBe(point === 'media.after-commit' ? 1 : 2);
    expect((await files()).filter((name) => !before.includes(name))).toEqual([row.id]);
    await next.stop();
  });

  it('in the middle of its bytes leaves half a file, which is no file of anybody', async () => {
    graph.bytes = (response) => void response.write(randomBytes(200_000));
    const dying = await start();
    const mediaId = await receiveOne();
    await eventually(
      'half of it is there',
      async () => (await readdir(`${folder()}/unfinished`).catch(() => [])).length === 1,
    );
    await dying.kill();
    expect(await mediaRow(product.database, mediaId)).toMatchObject({ state: 'fetching', attempts: 1 });

    graph.bytes = (response) => response.end('abc');
    await aMinuteLater();
    const next = await start();
    const { id } = await mediaThat(product.database, mediaId, 'stored');
    expect((await files()).filter((name) => name === id)).toHaveLength(1);
    await next.stop();
  });
});
