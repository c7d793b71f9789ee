import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../src/kernel/ids';
import { ApiKeys } from '../support/api-keys';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';
import { mediaRow, mediaThat, PICTURE, sendMedia, StoredMedia } from '../support/sent-media';

interface Problem {
  readonly code: string;
}

describe('a file over HTTP', () => {
  let product: Product;
  let agent: Client;
  let picture: StoredMedia;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249988');
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    agent = product.as('agent');
    picture = await stored();
  });
  afterAll(() => product.stop());

  const stored = async (sent?: Parameters<typeof sendMedia>[1]) =>
    mediaThat(product.database, await sendMedia(product.simulatorUrl, sent), 'stored');
  const get = (id: string, headers: Record<string, string> = {}, who = agent) =>
    who.fetch(`/api/v1/media/${id}`, { headers });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
  const failed = async (fault: string, times?: string) => {
    const mediaId = await sendMedia(product.simulatorUrl, { query: { fault, ...(times && { times }) } });
    return mediaThat(product.database, mediaId, 'failed');
  };

  it('is what was sent, under its type, for nobody else and for a while', async () => {
    const response = await get(picture.id);
    expect(response.status).toBe(200);
    expect(await bytesOf(response)).toEqual(PICTURE);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PICTURE.length),
      'content-disposition': expect.stringMatching(/^inline; filename="image-[0-9a-f]{8}\.png"$/) as string,
      'cache-control': 'private, max-age=3600, no-transform',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/) as string,
    });
  });

  it.each([
    ['bytes=0-7', 0, 7],
    ['bytes=10-', 10, PICTURE.length - 1],
    ['bytes=-5', PICTURE.length - 5, PICTURE.length - 1],
  ])('comes in the part that is asked for: %s', async (range, start, end) => {
    const response = await get(picture.id, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${PICTURE.length}`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect(await bytesOf(response)).toEqual(PICTURE.subarray(start, end + 1));
  });

  it('is described without being read: HEAD has the headers of GET, and asks the storage for nothing', async () => {
    const file = await stored();
    await rm(join(String(product.environmentVariables()['STORAGE_FOLDER']), String(file.storageKey)));
    const head = (headers: Record<string, string> = {}) =>
      agent.fetch(`/api/v1/media/${file.id}`, { method: 'HEAD', headers });
    const whole = await head();
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PICTURE.length),
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/) as string,
    });
    const part = await head({ range: 'bytes=0-7' });
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '8']);
  });

  it('has no part behind its end', async () => {
    const response = await get(picture.id, { range: 'bytes=999999-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${PICTURE.length}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ code: 'range_not_satisfiable' });
  });

  it('comes whole where the part was meant of another file', async () => {
    const other = await get(picture.id, { range: 'bytes=0-7', 'if-range': '"another"' });
    expect([other.status, (await bytesOf(other)).length]).toEqual([200, PICTURE.length]);
    const etag = other.headers.get('etag') ?? '';
    const same = await get(picture.id, { range: 'bytes=0-7', 'if-range': etag });
    expect([same.status, (await bytesOf(same)).length]).toEqual([206, 8]);
  });

  it('does not come again to whoever has it', async () => {
    const etag = (await get(picture.id)).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const response = await get(picture.id, { 'if-none-match': known });
      expect([response.status, (await bytesOf(response)).length]).toEqual([304, 0]);
    }
    expect((await get(picture.id, { 'if-none-match': '"x"' })).status).toBe(200);
  });

  it('is shown to a browser that can name the tenant only in the address', async () => {
    const { sessionToken } = await product.person('agent');
    const headers = product.cookieOf(sessionToken);
    const address = `${product.apiUrl}/api/v1/media/${picture.id}`;
    expect((await fetch(`${address}?tenant=demo`, { headers })).status).toBe(200);
    expect((await fetch(`${address}?tenant=other`, { headers })).status).toBe(404);
    expect((await fetch(address, { headers })).status).toBe(400);
  });

  it('is read by every role, and by a key with the scope', async () => {
    for (const role of ['owner', 'admin', 'agent', 'viewer'] as const)
      expect((await get(picture.id, {}, product.as(role))).status).toBe(200);
    const keys = new ApiKeys(product);
    const reader = await keys.make({ scopes: ['conversations.read'] });
    const other = await keys.make({ scopes: ['channels.read'] });
    expect((await get(picture.id, {}, product.withKey(reader.token))).status).toBe(200);
    expect((await get(picture.id, {}, product.withKey(other.token))).status).toBe(403);
    expect((await get(picture.id, {}, product.anonymous)).status).toBe(401);
  });

  it.each(['GET', 'POST'])('of another tenant is one that does not exist, to %s', async (method) => {
    const path = (id: string) => `/api/v1/media/${id}${method === 'POST' ? '/fetch' : ''}`;
    const asked = async (id: string) => {
      const response = await product.as('owner', 'other').fetch(path(id), { method });
      const { status, body } = {
        status: response.status,
        body: (await response.json()) as Record<string, unknown>,
      };
      return { status, code: body['code'], title: body['title'] };
    };
    const theirs = await asked(picture.id);
    expect(theirs).toMatchObject({ status: 404, code: 'not_found' });
    expect(theirs).toEqual(await asked(newId()));
    expect(theirs).toEqual(await asked('nonsense'));
  });

  it.each([
    ['a page', 'text/html', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a page that says it is a picture', 'image/png', '<!DOCTYPE html><script>alert(1)</script>'],
    ['a drawing', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'application/x-msdownload', `MZ${'\0'.repeat(300)}`],
  ])('that could run is only saved, as bytes: %s', async (_what, type, text) => {
    const file = await stored({
      type,
      body: Buffer.from(text),
      query: { type: 'document', filename: 'x.html' },
    });
    const response = await get(file.id);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="x.html"');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect((await bytesOf(response)).toString()).toBe(text);
  });

  it('is saved under the name that it was sent with', async () => {
    const file = await stored({
      type: 'application/pdf',
      body: Buffer.from('%PDF-1.7\n'),
      query: { filename: 'Rechnung März.pdf' },
    });
    const { headers } = await get(file.id);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Rechnung M_rz.pdf"; filename*=UTF-8''Rechnung%20M%C3%A4rz.pdf`,
    );
  });

  it('that is not here yet, or failed, says so', async () => {
    const { id } = await failed('gone');
    const response = await get(id);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([409, 'media_not_stored']);
  });

  it('that its folder has lost is not served, and nothing is kept of that answer', async () => {
    const file = await stored();
    await rm(join(String(product.environmentVariables()['STORAGE_FOLDER']), String(file.storageKey)));
    const response = await get(file.id);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([404, 'media_lost']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is not served from outside of the folder, whatever stands in its row', async () => {
    const file = await stored();
    await product.database.query(`UPDATE media SET storage_key = '../../etc/passwd' WHERE id = $1`, [
      file.id,
    ]);
    const response = await get(file.id);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('root');
  });

  describe('that failed', () => {
    const again = (id: string, who = agent) =>
      who.post<{ state: string } & Problem>(`/api/v1/media/${id}/fetch`);

    it('is fetched again when a member asks for it', async () => {
      const file = await failed('foreign_host', '1');
      const answer = await again(file.id);
      expect(answer).toMatchObject({
        status: 200,
        body: {
          id: file.id,
          kind: 'image',
          state: 'waiting',
          failure: null,
          byteSize: null,
          mimeType: 'image/png',
        },
      });
      await eventually('it is there', async () => (await get(file.id)).status === 200);
    });

    const mediaOf = async (id: string) => {
      const [row] = await product.database.query<{ state: string; attempts: number }>(
        'SELECT state, attempts FROM media WHERE id = $1',
        [id],
      );
      return row ?? { state: 'lost', attempts: 0 };
    };

    it('is fetched from the beginning: all five attempts', async () => {
      const file = await failed('foreign_host');
      await again(file.id);
      const row = await eventually('it has failed again', async () => {
        const [{ provider_media_id: mediaId = '' } = {}] = await product.database.query<{
          provider_media_id?: string;
        }>('SELECT provider_media_id FROM media WHERE id = $1', [file.id]);
        const now = await mediaRow(product.database, mediaId);
        return now?.state === 'failed' && now;
      });
      expect(row.attempts).toBe(1);
    });

    it('may be asked for twice', async () => {
      const file = await failed('foreign_host', '1');
      expect((await Promise.all([again(file.id), again(file.id)])).map(({ status }) => status)).toEqual(
        expect.arrayContaining([200]),
      );
      await eventually('it is there', async () => (await get(file.id)).status === 200);
    });

    it('and is gone for ever is not fetched again', async () => {
      const file = await failed('gone');
      expect(await again(file.id)).toMatchObject({ status: 410, body: { code: 'media_gone' } });
    });

    it('is not one that is here', async () => {
      expect(await again(picture.id)).toMatchObject({ status: 409, body: { code: 'media_stored' } });
    });

    it('is not fetched for who may change nothing: a viewer, a key that only reads, anybody', async () => {
      const file = await failed('foreign_host');
      const { token } = await new ApiKeys(product).make({ scopes: ['conversations.read'] });
      expect((await again(file.id, product.as('viewer'))).body.code).toBe('forbidden');
      expect((await again(file.id, product.withKey(token))).body.code).toBe('scope_missing');
      expect((await again(file.id, product.anonymous)).status).toBe(401);
      expect((await mediaOf(file.id)).state).toBe('failed');
    });

    it('and is tried again already keeps its attempts: who asks twice gets no more of them', async () => {
      const file = await failed('foreign_host');
      await product.database.query(
        `UPDATE media SET state = 'waiting', attempts = 3, next_attempt_at = now() + interval '1 hour' WHERE id = $1`,
        [file.id],
      );
      expect(await again(file.id)).toMatchObject({ status: 200, body: { state: 'waiting' } });
      expect(await mediaOf(file.id)).toMatchObject({ state: 'waiting', attempts: 3 });
    });
  });

  it('that somebody has changed in the folder is served at its length and never beyond', async () => {
    const file = await stored();
    const path = join(String(product.environmentVariables()['STORAGE_FOLDER']), String(file.storageKey));
    await appendFile(path, 'more');
    const response = await get(file.id, { range: 'bytes=0-3' });
    expect(await bytesOf(response)).toEqual(PICTURE.subarray(0, 4));
  });
});
