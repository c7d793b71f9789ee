import { createHash } from 'node:crypto';
import { ACCESS_TOKEN, BUSINESS, Stage } from '../simulator.fixture';

const DAY_MS = 24 * 60 * 60 * 1000;
const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

const idOf = async (answer: Promise<Response>): Promise<string> =>
  ((await (await answer).json()) as { id: string }).id;
const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();

describe('an upload', () => {
  it('can be described, fetched and deleted', async () => {
    const id = await idOf(stage.upload('a picture', 'image/png'));
    const description = (await json(stage.graph(`/${id}?phone_number_id=${BUSINESS.phoneNumberId}`))) as {
      url: string;
    };
    expect(description).toEqual({
      messaging_product: 'whatsapp',
      id,
      mime_type: 'image/png',
      file_size: 9,
      sha256: createHash('sha256').update('a picture').digest('hex'),
      url: expect.stringContaining('/whatsapp_business/attachments/'),
    });
    expect(await (await stage.graph(description.url)).text()).toBe('a picture');
    expect(await json(stage.graph(`/${id}`, { method: 'DELETE' }))).toEqual({ success: true });
    expect(await json(stage.graph(`/${id}`))).toMatchObject({ error: { code: 100, error_subcode: 33 } });
    expect((await stage.graph(description.url)).status).toBe(404);
  });

  it('is not known to another number', async () => {
    const id = await idOf(stage.upload('a picture', 'image/png'));
    expect(await json(stage.graph(`/${id}?phone_number_id=1`))).toMatchObject({ error: { code: 100 } });
  });

  it('may name its type beside the file', async () => {
    const answer = await stage.upload('a picture', '', { type: 'image/jpeg' });
    expect(answer.status).toBe(200);
  });

  it.each([
    [
      'a type that WhatsApp does not take',
      () => stage.upload('x', 'image/gif'),
      'Param file must be a file with one of',
    ],
    ['nothing', () => stage.upload('', 'image/png'), 'Param file must not be empty'],
    [
      'a picture over 5 MB',
      () => stage.upload('x'.repeat(5 * 1024 * 1024 + 1), 'image/png'),
      'at most 5242880',
    ],
    [
      'another product',
      () => stage.upload('x', 'image/png', { messaging_product: 'sms' }),
      'messaging_product',
    ],
    [
      'no form',
      () => stage.graph(`/${BUSINESS.phoneNumberId}/media`, { method: 'POST', body: '{}' }),
      'The parameter messaging_product is required',
    ],
  ])('of %s is refused', async (_what, uploading, words) => {
    const answer = await uploading();
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: expect.objectContaining({ code: 100, message: expect.stringContaining(words) }) },
    ]);
  });

  it('is known for 30 days, what a person sent for 7, and an address for 5 minutes', async () => {
    const uploaded = await idOf(stage.upload('a picture', 'image/png'));
    const sent = await fetch(`${stage.url}/sim/people/351912345678/media`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: 'theirs',
    });
    const { mediaId } = (await sent.json()) as { mediaId: string };
    const { url } = (await json(stage.graph(`/${uploaded}`))) as { url: string };
    const statusOf = async (id: string) => (await stage.graph(`/${id}`)).status;

    await stage.post('/sim/clock', { byMs: 5 * 60_000 + 1_000 });
    expect((await fetch(url, { headers: { authorization: `Bearer ${ACCESS_TOKEN}` } })).status).toBe(404);
    expect([await statusOf(uploaded), await statusOf(mediaId)]).toEqual([200, 200]);
    await stage.post('/sim/clock', { byMs: 7 * DAY_MS });
    expect([await statusOf(uploaded), await statusOf(mediaId)]).toEqual([200, 400]);
    await stage.post('/sim/clock', { byMs: 23 * DAY_MS });
    expect(await statusOf(uploaded)).toBe(400);
  });
});
