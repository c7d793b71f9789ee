import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toWireBytes } from '@parley/whatsapp-cloud';
import { startSimulator } from '../../../../simulator/src/simulator';
import { describeCommunicationAdapter, FileFate } from '../../messaging/communication-adapter.contract';
import { Environment } from '../../platform/config/environment';
import { META } from '../../../test/support/meta';
import { TcpProxy } from '../../../test/support/tcp-proxy';
import { WhatsAppAdapter } from './whatsapp.adapter';

const FOLDER = join(__dirname, 'fixtures');
const webhooks = readdirSync(FOLDER).map((file) =>
  toWireBytes(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))),
);

const stops: (() => Promise<unknown>)[] = [];

function adapterAt(url: string): WhatsAppAdapter {
  const settings = {
    WHATSAPP_GRAPH_URL: url,
    WHATSAPP_GRAPH_VERSION: 'v25.0',
    WHATSAPP_MEDIA_HOSTS: [] as string[],
  };
  const adapter = new WhatsAppAdapter(settings as Environment);
  stops.push(() => adapter.onApplicationShutdown());
  return adapter;
}

/** A simulator of its own; nobody listens to its webhooks. */
async function simulatorUrl(): Promise<string> {
  const simulator = await startSimulator({
    host: '127.0.0.1',
    port: 0,
    webhookUrl: 'http://127.0.0.1:9/',
    webhookAppSecret: META.appSecret,
    accessToken: META.accessToken,
    business: META,
    ledgerFile: null,
    statusDelaysMs: { sent: 60_000, delivered: 60_000, read: 60_000 },
  });
  stops.push(() => simulator.close());
  return simulator.url;
}

const FAULTS: Record<FileFate, string> = {
  'gives it': '',
  'has it no more': 'gone',
  'names a foreign host': 'foreign_host',
  'breaks off': 'cut',
};

async function receiveFile(url: string, body: Buffer, provider: FileFate) {
  const fault = FAULTS[provider] && `?fault=${FAULTS[provider]}`;
  const sent = await fetch(`${url}/sim/people/16505551234/media${fault}`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(body),
  });
  const { mediaId: providerMediaId, url: address } = (await sent.json()) as {
    mediaId: string;
    url: string | null;
  };
  return { providerMediaId, url: address };
}

describeCommunicationAdapter(
  'WhatsApp',
  async () => {
    const url = await simulatorUrl();
    const nowhere = await TcpProxy.to(url);
    await nowhere.cut();
    return {
      adapter: adapterAt(url),
      unreachable: adapterAt(nowhere.through(url)),
      channel: { externalId: META.phoneNumberId, accessToken: META.accessToken },
      refusedChannel: { externalId: META.phoneNumberId, accessToken: 'a-token-that-has-expired' },
      webhooks,
      receiveFile: (bytes, provider) => receiveFile(url, bytes, provider),
      recipients: {
        accepts: '16505551234',
        answersNonsense: '15550100503',
        dropsConnection: '15550100499',
      },
      asked: async (messageId) => {
        const answer = await fetch(`${url}/sim/ledger?limit=10000`);
        const { entries } = (await answer.json()) as { entries: { callbackData?: string | null }[] };
        return entries.filter(({ callbackData }) => callbackData === messageId).length;
      },
    };
  },
  async () => {
    for (const stop of stops.reverse()) await stop();
  },
);
