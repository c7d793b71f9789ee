import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';
import { mediaRow, mediaThat, PICTURE, sendMedia } from '../support/sent-media';
import { SseClient } from '../support/sse-client';

describe('the file of a message', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
  });
  afterAll(() => product.stop());

  const folder = () => String(product.environmentVariables()['STORAGE_FOLDER']);
  const send = (sent?: Parameters<typeof sendMedia>[1]) => sendMedia(product.simulatorUrl, sent);
  const asked = async (mediaId: string) => {
    const answer = await fetch(`${product.simulatorUrl}/sim/ledger?limit=10000`);
    const { entries } = (await answer.json()) as { entries: { kind: string; mediaId?: string }[] };
    return entries.filter((entry) => entry.kind === 'media.asked' && entry.mediaId === mediaId).length;
  };
  const due = (mediaId: string) =>
    product.database.query(
      `UPDATE media SET next_attempt_at = now() WHERE provider_media_id = $1 AND state = 'waiting'`,
      [mediaId],
    );
  /** Without the pauses between the attempts. */
  const failed = (mediaId: string) =>
    eventually(
      'the file has failed',
      async () => {
        await due(mediaId);
        const row = await mediaRow(product.database, mediaId);
        return row?.state === 'failed' && row;
      },
      40_000,
    );
  const unfinished = () => readdir(join(folder(), 'unfinished'));

  it.each([{ address: 'true' }, { address: 'false' }])(
    'is in the storage soon after it was sent, byte for byte, under its tenant: %j',
    async (query) => {
      const row = await mediaThat(product.database, await send({ query }), 'stored');
      expect(row).toMatchObject({
        kind: 'image',
        attempts: 1,
        mimeType: 'image/png',
        byteSize: String(PICTURE.length),
        failureCode: null,
      });
      expect(row.storageKey).toMatch(new RegExp(`^tenants/${product.tenantId}/\\d{4}/\\d{2}/${row.id}$`));
      expect(await readFile(join(folder(), String(row.storageKey)))).toEqual(PICTURE);
      expect(await unfinished()).toEqual([]);
    },
  );

  it('is told to whoever looks at the conversation, as it waits and as it is there', async () => {
    const listener = await SseClient.open(product.as('agent'), '/api/v1/events?tenant=demo');
    const { messageId } = await mediaThat(product.database, await send(), 'stored');
    const [message] = await product.database.query<{ conversationId: string }>(
      'SELECT conversation_id AS "conversationId" FROM message WHERE id = $1',
      [messageId],
    );
    const hint = { type: 'conversation.changed', data: { conversationId: message?.conversationId } };
    await eventually(
      'it is told',
      () => listener.heard.filter((event) => event.type === hint.type).length >= 3,
    );
    expect(listener.heard).toContainEqual(hint);
    await listener.close();
  });

  it.each([
    ['voice', 'audio/ogg; codecs=opus', { type: 'voice' }],
    ['document', 'application/pdf', { filename: '../../../etc/passwd' }],
    ['sticker', 'image/webp', { type: 'sticker' }],
    ['video', 'video/mp4', {}],
  ])('may be a %s', async (kind, type, query) => {
    const row = await mediaThat(
      product.database,
      await send({ type, query, body: randomBytes(5000) }),
      'stored',
    );
    // Whatever was declared: these bytes are nothing that anybody knows.
    expect(row).toMatchObject({ kind, mimeType: 'application/octet-stream', byteSize: '5000' });
    expect(row.storageKey).not.toContain('..');
  });

  it('comes at the second attempt when the first broke off in the middle, and nothing is left of that', async () => {
    const mediaId = await send({ query: { fault: 'cut', times: '1' }, body: randomBytes(300_000) });
    expect(await mediaThat(product.database, mediaId, 'stored')).toMatchObject({
      attempts: 2,
      failureCode: null,
    });
    expect(await unfinished()).toEqual([]);
  });

  it('is asked for anew when its address is over, without counting that', async () => {
    const mediaId = await send({ query: { fault: 'not_found', times: '1' } });
    expect(await mediaThat(product.database, mediaId, 'stored')).toMatchObject({ attempts: 1 });
    expect(await asked(mediaId)).toBe(2);
  });

  it.each([
    ['cut', 'broke_off', 5],
    ['checksum', 'checksum_mismatch', 5],
    ['page', 'unexpected_answer', 5],
    ['not_found', 'media_not_found', 5],
    ['foreign_host', 'refused_host', 1],
    ['gone', 'media_gone', 1],
  ])(
    'fails with a reason for people where it goes wrong each time: %s',
    async (fault, failureCode, attempts) => {
      const mediaId = await send({ query: { fault } });
      const row = await failed(mediaId);
      expect(row).toMatchObject({ failureCode, attempts, storageKey: null, mimeType: null });
      expect(row.failureReason).toMatch(/^[A-Z].*\.$/);
      expect(await readdir(folder(), { recursive: true })).not.toContainEqual(
        expect.stringContaining(row.id),
      );
    },
  );

  it('fails when it is empty', async () => {
    const row = await mediaThat(product.database, await send({ body: Buffer.alloc(0) }), 'failed');
    expect(row).toMatchObject({ failureCode: 'empty_file', attempts: 1 });
  });

  it('is not held up by ten others that do not come', async () => {
    for (let n = 0; n < 10; n += 1) await send({ from: '351910000001', query: { fault: 'checksum' } });
    expect(await mediaThat(product.database, await send(), 'stored')).toMatchObject({ attempts: 1 });
  });

  it('is one of an album of ten: ten files, in the order in which they were sent', async () => {
    const from = '351910000002';
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1)
      ids.push(await send({ from, body: Buffer.concat([PICTURE, Buffer.from([n])]) }));
    const rows = await Promise.all(ids.map((id) => mediaThat(product.database, id, 'stored')));
    expect(new Set(rows.map(({ storageKey }) => storageKey)).size).toBe(10);
  });
});
