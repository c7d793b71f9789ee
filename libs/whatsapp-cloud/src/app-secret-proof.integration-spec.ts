import { Readable } from 'node:stream';
import { appSecretProof } from './app-secret-proof';
import { MediaClient } from './media-client';
import { CREDENTIALS, Servers, TOKEN } from './server.fixture';

const APP_SECRET = 'the-secret-of-the-app';
const APP = { appId: '670843887433847', appSecret: APP_SECRET };
const PROOF = appSecretProof(TOKEN, APP_SECRET);
const servers = new Servers();
afterEach(() => servers.closeAll());

/** A Graph that knows nothing, and the addresses that it was asked for. */
async function graph(): Promise<{ url: string; asked: URL[] }> {
  const asked: URL[] = [];
  const url = await servers.http((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://graph'));
    request.resume().on('end', () => response.writeHead(200).end('{}'));
  });
  return { url, asked };
}

const proofsOf = (asked: readonly URL[]) => asked.map((url) => url.searchParams.getAll('appsecret_proof'));

describe('a call to Graph where the secret of the app is to be proven', () => {
  it('proves it when a message is sent, read or given a file', async () => {
    const { url, asked } = await graph();
    const client = servers.client(url, { appSecret: APP_SECRET });
    await client.sendText(CREDENTIALS, { to: '351912345678', body: 'x' });
    await client.markRead(CREDENTIALS, 'wamid.1', { typing: false });
    const file = { stream: Readable.from([Buffer.from('x')]), mimeType: 'image/png', fileName: 'a.png' };
    await client.uploadMedia(CREDENTIALS, file);
    expect(asked.map(({ pathname }) => pathname.split('/').at(-1))).toEqual([
      'messages',
      'messages',
      'media',
    ]);
    expect(proofsOf(asked)).toEqual([[PROOF], [PROOF], [PROOF]]);
  });

  it('proves it when something is managed, for the token of that call', async () => {
    const { url, asked } = await graph();
    const { accounts, tokens, uploads } = servers.management(url, { appSecret: APP_SECRET });
    await accounts.subscribedApps({ wabaId: '1', accessToken: TOKEN });
    await uploads.offsetOf(TOKEN, 'upload:MTph?sig=ARZq');
    await tokens.debug(TOKEN, APP);
    const ofApp = appSecretProof(`${APP.appId}|${APP_SECRET}`, APP_SECRET);
    expect(proofsOf(asked)).toEqual([[PROOF], [PROOF], [ofApp]]);
    expect(asked[1]?.searchParams.get('sig')).toBe('ARZq');
  });

  it('has nothing to prove without a token', async () => {
    const { url, asked } = await graph();
    await servers.management(url, { appSecret: APP_SECRET }).tokens.exchangeCode(APP, 'AQcode');
    expect(proofsOf(asked)).toEqual([[]]);
  });

  it('proves it to Graph when a file is described, and to nobody who has the bytes', async () => {
    const asked: string[] = [];
    const url = await servers.http((request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify({ url: `${url}/bytes`, mime_type: 'image/png', file_size: 1 }));
    });
    const media = servers.closing(
      new MediaClient({ baseUrl: url, version: 'v25.0', hosts: [], appSecret: APP_SECRET }),
    );
    const outcome = await media.open(CREDENTIALS, { mediaId: '7', url: null, maxBytes: 1_000 });
    if (outcome.kind === 'opened') outcome.content.on('error', () => undefined).destroy();
    expect(asked).toEqual([
      `/v25.0/7?phone_number_id=${CREDENTIALS.phoneNumberId}&appsecret_proof=${PROOF}`,
      '/bytes',
    ]);
  });
});
