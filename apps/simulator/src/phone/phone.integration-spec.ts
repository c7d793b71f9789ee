import { Stage } from '../simulator.fixture';

const stage = new Stage();

beforeAll(() => stage.start());
afterAll(() => stage.close());

/** Resolves with the data of the first event that satisfies the condition. */
async function eventThat(
  stream: Response,
  satisfies: (data: { message: { state: string } | null }) => boolean,
) {
  let unread = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
    unread += decoder.decode(chunk, { stream: true });
    const blocks = unread.split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^event: chat\ndata: (.*)$/.exec(block)?.[1];
      if (data !== undefined && satisfies(JSON.parse(data))) return JSON.parse(data) as object;
    }
  }
  throw new Error('The stream ended.');
}

describe('the phone page', () => {
  it('is served with everything that it needs, all from here', async () => {
    const page = await fetch(`${stage.url}/`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    const assets = [...html.matchAll(/(?:src|href)="([^"#/][^"]*)"/g)].map(([, path]) => path ?? '');
    expect(assets).toEqual(expect.arrayContaining(['main.mjs', 'phone.css', 'icon.svg']));
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const asset of [...assets, 'wire.mjs', 'chats.mjs', 'conversation.mjs', 'wallpaper.svg']) {
      expect([asset, (await fetch(`${stage.url}/${asset}`)).status]).toEqual([asset, 200]);
    }
  });

  it('allows no inline code and nothing from elsewhere', async () => {
    const page = await fetch(`${stage.url}/`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  });

  it('serves its modules as JavaScript', async () => {
    const answer = await fetch(`${stage.url}/main.mjs`);
    expect(answer.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  });

  it('does not serve what lies outside its folder', async () => {
    expect((await fetch(`${stage.url}/..%2fpackage.json`)).status).toBeGreaterThanOrEqual(400);
  });

  it('answers 404 for what is not there, and its health', async () => {
    expect((await fetch(`${stage.url}/nothing`)).status).toBe(404);
    expect(await stage.get('/sim/health')).toEqual({ status: 'ok' });
  });
});

describe('the live stream', () => {
  it('tells of a message when it is written, and again when the webhook was answered', async () => {
    const patience = new AbortController();
    const stream = await fetch(`${stage.url}/sim/events`, { signal: patience.signal });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const wamid = await stage.write('351912345678', { text: 'Olá' });
    expect(await eventThat(stream, ({ message }) => message?.state === 'delivered')).toEqual({
      phone: '351912345678',
      name: 'Ana Ribeiro',
      message: { wamid, from: 'person', text: 'Olá', at: expect.any(String), state: 'delivered' },
    });
    patience.abort();
  });
});
