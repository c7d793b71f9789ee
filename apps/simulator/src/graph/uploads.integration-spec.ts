import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_TOKEN, BUSINESS, Stage } from '../simulator.fixture';

const APP_ID = '670843887433847';

let stage: Stage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'uploads-'));
  stage = new Stage();
  await start();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const start = () => stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });

interface Answer {
  id?: string;
  h?: string;
  file_offset?: number;
  error?: { code: number; error_subcode?: number };
}

const begin = async (length: number | string, type = 'image/png'): Promise<Answer> => {
  const query = new URLSearchParams({ file_name: 'a.png', file_length: String(length), file_type: type });
  return (await (await stage.graph(`/${APP_ID}/uploads?${query}`, { method: 'POST' })).json()) as Answer;
};

async function put(
  id: string | undefined,
  bytes: Uint8Array<ArrayBuffer>,
  offset: number | null,
): Promise<Answer> {
  const headers = {
    authorization: `OAuth ${ACCESS_TOKEN}`,
    'content-type': 'application/octet-stream',
    ...(offset !== null && { file_offset: String(offset) }),
  };
  const answer = await fetch(`${stage.url}/v25.0/${id}`, { method: 'POST', headers, body: bytes });
  return (await answer.json()) as Answer;
}

const offsetOf = async (id: string | undefined) =>
  ((await (await stage.graph(`/${id}`)).json()) as Answer).file_offset;

const create = async (name: string, format: string, handle: string | undefined): Promise<Answer> => {
  const components = [
    { type: 'HEADER', format, example: { header_handle: [handle] } },
    { type: 'BODY', text: 'Hello' },
  ];
  const body = JSON.stringify({ name, language: 'en_US', category: 'MARKETING', components });
  const path = `/${BUSINESS.wabaId}/message_templates`;
  return (await (await stage.graph(path, { method: 'POST', body })).json()) as Answer;
};

describe('a resumable upload', () => {
  it('takes two megabytes at once, and gives a handle that stands for them', async () => {
    const bytes = new Uint8Array(2 * 1024 * 1024).fill(0xff);
    const { id } = await begin(bytes.length);
    expect(id).toMatch(/^upload:/);
    expect(await offsetOf(id)).toBe(0);
    const { h } = await put(id, bytes, 0);
    expect(h).toMatch(/^4::/);
    await stage.stopSimulator();
    await start();
    expect((await create('a_picture', 'IMAGE', h)).error).toBeUndefined();
    expect((await create('a_film', 'VIDEO', h)).error).toMatchObject({ code: 100, error_subcode: 2388047 });
    expect((await create('another', 'IMAGE', `${h}x`)).error?.error_subcode).toBe(2388047);
  });

  it('goes on where it was cut', async () => {
    const { id } = await begin(10);
    expect(await put(id, new Uint8Array(4), 0)).toEqual({ id, file_offset: 4 });
    expect(await offsetOf(id)).toBe(4);
    expect((await put(id, new Uint8Array(6), 0)).error?.code).toBe(100);
    expect((await put(id, new Uint8Array(7), 4)).error?.code).toBe(100);
    expect((await put(id, new Uint8Array(6), 4)).h).toMatch(/^4::/);
    expect(await offsetOf(id)).toBe(10);
  });

  it.each([
    [0, 'image/png'],
    ['x', 'image/png'],
    [10, 'a picture'],
    [101 * 1024 * 1024, 'video/mp4'],
  ])('does not begin with %s bytes of %s', async (length, type) => {
    expect((await begin(length, type)).error?.code).toBe(100);
  });

  it('is known by its id only, and wants to know where it is', async () => {
    expect((await put('upload:nobody', new Uint8Array(1), 0)).error?.error_subcode).toBe(33);
    const { id } = await begin(1);
    expect((await put(id, new Uint8Array(1), null)).error?.code).toBe(100);
  });
});
