import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_TOKEN, BUSINESS, ofKind, Stage } from '../simulator.fixture';

const PICTURE = Buffer.from('the bytes of a picture');
const SHA256 = createHash('sha256').update(PICTURE).digest();
const ANA = '351912345678';

interface Description {
  url: string;
  sha256: string;
}

describe('a file that a person sends', () => {
  let stage: Stage;
  let folder: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    stage = new Stage();
    await stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });
  });
  afterEach(async () => {
    await stage.close();
    rmSync(folder, { recursive: true });
  });

  const send = (query: string, type = 'image/png', body: Buffer = PICTURE) =>
    fetch(`${stage.url}/sim/people/${ANA}/media?${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new Uint8Array(body),
    });
  const sent = async (query: string, type?: string) =>
    (await (await send(query, type)).json()) as { wamid: string; mediaId: string };
  const ask = (address: string, token: string | null = ACCESS_TOKEN) =>
    fetch(address.startsWith('/') ? stage.url + address : address, {
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });
  const described = async (mediaId: string) =>
    (await (await ask(`/v25.0/${mediaId}?phone_number_id=${BUSINESS.phoneNumberId}`)).json()) as Description;

  async function messageOf(wamid: string): Promise<Record<string, unknown>> {
    const messages = () =>
      stage.product.values.flatMap(
        ({ messages }) => (messages as Record<string, unknown>[] | undefined) ?? [],
      );
    await stage.product.until(() => messages().some(({ id }) => id === wamid));
    return messages().find(({ id }) => id === wamid) ?? {};
  }

  it('reaches the product as a webhook with its id, type, checksum in base64, caption and address', async () => {
    const { wamid, mediaId } = await sent('caption=the%20leak');
    expect(await messageOf(wamid)).toMatchObject({
      from: ANA,
      type: 'image',
      image: {
        id: mediaId,
        mime_type: 'image/png',
        sha256: SHA256.toString('base64'),
        caption: 'the leak',
        url: expect.stringContaining(`mid=${mediaId}`) as string,
      },
    });
  });

  it.each([
    ['type=voice', 'audio/ogg; codecs=opus', 'audio', { voice: true, mime_type: 'audio/ogg; codecs=opus' }],
    ['', 'audio/mpeg', 'audio', { voice: false }],
    ['', 'video/mp4', 'video', {}],
    ['filename=price%20list.pdf', 'application/pdf', 'document', { filename: 'price list.pdf' }],
    ['type=sticker', 'image/webp', 'sticker', { animated: false }],
  ])('is what it is: %s %s', async (query, mimeType, type, content) => {
    const { wamid } = await sent(query, mimeType);
    const message = await messageOf(wamid);
    expect(message.type).toBe(type);
    expect(message[type]).toMatchObject(content);
  });

  it('has no address in the webhook when it is told so', async () => {
    const { wamid } = await sent('address=false');
    expect((await messageOf(wamid)).image).not.toHaveProperty('url');
  });

  it('is described by Graph with its checksum in hexadecimal, and had at the address, with the token', async () => {
    const { mediaId } = await sent('');
    const description = await described(mediaId);
    expect(description).toMatchObject({
      messaging_product: 'whatsapp',
      id: mediaId,
      mime_type: 'image/png',
      file_size: PICTURE.length,
      sha256: SHA256.toString('hex'),
    });
    const answer = await ask(description.url);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PICTURE);
  });

  it('is not given to whoever has no token, or another', async () => {
    const { mediaId } = await sent('');
    const { url } = await described(mediaId);
    expect((await ask(url, null)).status).toBe(401);
    expect((await ask(url, 'EAAanother')).status).toBe(401);
    expect((await ask(`/v25.0/${mediaId}`, 'EAAanother')).status).toBe(401);
  });

  it('is not at an address that was changed, and not at one that is over', async () => {
    const { mediaId } = await sent('');
    const { url } = await described(mediaId);
    expect((await ask(url.replace(/ext=\d+/, 'ext=9999999999'))).status).toBe(404);
    await stage.stopSimulator();
    await stage.start({ ledgerFile: join(folder, 'ledger.jsonl'), mediaAddressMs: -1000 });
    expect((await ask((await described(mediaId)).url)).status).toBe(404);
  });

  it('is there after a restart', async () => {
    const { mediaId } = await sent('');
    await stage.stopSimulator();
    await stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });
    expect(Buffer.from(await (await ask((await described(mediaId)).url)).arrayBuffer())).toEqual(PICTURE);
  });

  it('is shown by the phone', async () => {
    const { wamid, mediaId } = await sent('caption=the%20leak');
    const { people } = await stage.get<{ people: { phone: string; messages: object[] }[] }>('/sim/people');
    expect(people.find(({ phone }) => phone === ANA)?.messages).toMatchObject([
      { wamid, text: 'the leak', media: { id: mediaId, kind: 'image', mimeType: 'image/png' } },
    ]);
    const answer = await ask(`/sim/media/${mediaId}`, null);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PICTURE);
  });

  it('that could be a page is only to be saved', async () => {
    const { mediaId } = await sent('', 'text/html');
    const { headers } = await ask(`/sim/media/${mediaId}`, null);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe('attachment');
  });

  it('may be empty', async () => {
    const answer = await send('', 'image/png', Buffer.alloc(0));
    expect(answer.status).toBe(201);
  });

  it.each([
    ['nobody', '/sim/people/nobody/media', 'phone'],
    ['the business itself', `/sim/people/${BUSINESS.displayPhoneNumber}/media`, 'phone'],
    ['another type', `/sim/people/${ANA}/media?type=hologram`, 'type'],
    ['another fault', `/sim/people/${ANA}/media?fault=flood`, 'fault'],
  ])('is refused for %s', async (_what, path, word) => {
    const answer = await fetch(stage.url + path, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(word);
  });

  it('is in the ledger, and each time that its bytes were asked for', async () => {
    const { mediaId } = await sent('');
    await ask((await described(mediaId)).url);
    const entries = await stage.ledger();
    expect(ofKind(entries, 'media.uploaded').map(({ file }) => file.id)).toEqual([mediaId]);
    expect(ofKind(entries, 'media.asked')).toMatchObject([{ mediaId, httpStatus: 200 }]);
  });

  describe('can go wrong', () => {
    const bytesOf = async (mediaId: string) => ask((await described(mediaId)).url);

    it('with another checksum, in the webhook and in the description', async () => {
      const { wamid, mediaId } = await sent('fault=checksum');
      const { sha256 } = await described(mediaId);
      expect(sha256).not.toBe(SHA256.toString('hex'));
      const { image } = (await messageOf(wamid)) as { image: { sha256: string } };
      expect(Buffer.from(image.sha256, 'base64').toString('hex')).toBe(sha256);
    });

    it('with an address on a host that is not ours, once', async () => {
      const { mediaId } = await sent('fault=foreign_host&times=1');
      expect((await described(mediaId)).url).toMatch(/^https:\/\/lookaside\.attacker\.example\//);
      expect((await bytesOf(mediaId)).status).toBe(200);
    });

    it('with a page instead of it', async () => {
      const { mediaId } = await sent('fault=page');
      const answer = await bytesOf(mediaId);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    });

    it('with an end in the middle, twice', async () => {
      const { mediaId } = await sent('fault=cut&times=2');
      for (let time = 0; time < 2; time += 1)
        await expect((await bytesOf(mediaId)).arrayBuffer()).rejects.toThrow('terminated');
      expect((await bytesOf(mediaId)).status).toBe(200);
    });

    it('with 404, the first time', async () => {
      const { mediaId } = await sent('fault=not_found&times=1');
      expect((await bytesOf(mediaId)).status).toBe(404);
      expect((await bytesOf(mediaId)).status).toBe(200);
    });

    it('with an id that Graph does not know any more', async () => {
      const { mediaId } = await sent('fault=gone');
      const answer = await ask(`/v25.0/${mediaId}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ error: { code: 100, error_subcode: 33 } });
    });
  });
});
