import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LedgerEntry } from './ledger/ledger-entry';
import type { LedgerPage } from './ledger/ledger';
import type { Settings } from './settings';
import { startSimulator, type Simulator } from './simulator';

export const APP_SECRET = 'app-secret';
export const ACCESS_TOKEN = 'EAAtoken';
export const BUSINESS = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '15550100042',
};

/** One webhook as it came over the wire. */
export interface Received {
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  port: number | undefined;
}

/** A product that keeps every webhook and answers as it is told; 200 unless told otherwise. */
export class Product {
  readonly received: Received[] = [];
  answer: (received: Received, count: number) => number | 'hang up' | 'silence' = () => 200;
  private readonly waiting = new Set<() => void>();
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received = {
        headers: request.headers,
        bytes: Buffer.concat(chunks),
        port: request.socket.remotePort,
      };
      this.received.push(received);
      const answer = this.answer(received, this.received.length);
      if (answer === 'hang up') request.socket.destroy();
      else if (answer !== 'silence') response.writeHead(answer).end('EVENT_RECEIVED');
      for (const check of this.waiting) check();
    });
  });

  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/api/webhooks/whatsapp`;
  }

  /** The `value` of every change received so far. */
  get values(): Record<string, unknown>[] {
    return this.received.map(({ bytes }) => valueOf(JSON.parse(bytes.toString())));
  }

  /** The statuses received so far, in order of arrival. */
  get statuses(): Record<string, unknown>[] {
    return this.values.flatMap(({ statuses }) => (statuses as Record<string, unknown>[] | undefined) ?? []);
  }

  /** Resolves as soon as a webhook makes the condition true. */
  async until(condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve) => {
      const check = (): void => {
        if (!condition()) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A running simulator and the product that it reports to, closed by `close`. */
export class Stage {
  readonly product = new Product();
  private simulator: Simulator | null = null;

  /** Starts the simulator, anew with the same product if it was stopped. */
  async start(settings: Partial<Settings> = {}): Promise<void> {
    if (this.simulator === null && this.product.received.length === 0)
      await this.product.listen().catch(ignored);
    this.simulator = await startSimulator({
      host: '127.0.0.1',
      port: 0,
      webhookUrl: this.product.url,
      webhookAppSecret: APP_SECRET,
      accessToken: ACCESS_TOKEN,
      business: BUSINESS,
      ledgerFile: null,
      statusDelaysMs: { sent: 1, delivered: 5, read: 10 },
      ...settings,
    });
  }

  get url(): string {
    if (!this.simulator) throw new Error('The simulator is not started.');
    return this.simulator.url;
  }

  /** Sends through Graph as the product would; `body` may also be raw text. */
  send(
    body: unknown,
    options: { path?: string; token?: string | null; method?: string } = {},
  ): Promise<Response> {
    const {
      path = `/v25.0/${BUSINESS.phoneNumberId}/messages`,
      token = ACCESS_TOKEN,
      method = 'POST',
    } = options;
    const content = method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    return fetch(this.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...content,
    });
  }

  /** A person writes; resolves with the message's id. */
  async write(phone: string, content: object): Promise<string> {
    const answer = await this.post(`/sim/people/${phone}/messages`, content);
    return ((await answer.json()) as { wamid: string }).wamid;
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  put(path: string, body: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Asks Graph as the product would. */
  graph(path: string, init: RequestInit = {}): Promise<Response> {
    const address = path.startsWith('/') ? `${this.url}/v25.0${path}` : path;
    return fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${ACCESS_TOKEN}` } });
  }

  /** Uploads a file as the product would. */
  upload(
    content: string | Uint8Array<ArrayBuffer>,
    type: string,
    more: Record<string, string> = {},
  ): Promise<Response> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ messaging_product: 'whatsapp', ...more }))
      form.set(name, value);
    form.set('file', new Blob([content], { type }), 'a file');
    return this.graph(`/${BUSINESS.phoneNumberId}/media`, { method: 'POST', body: form });
  }

  /** Status and Graph's code of a send, and the id that it got. */
  async outcome(body: unknown): Promise<{ status: number; code?: number; id?: string }> {
    const answer = await this.send(body);
    const { error, messages } = (await answer.json()) as {
      error?: { code: number };
      messages?: { id: string }[];
    };
    const id = messages?.[0]?.id;
    return { status: answer.status, ...(error && { code: error.code }), ...(id !== undefined && { id }) };
  }

  /**
   * The statuses that the product was told of a message, once there are so many: in the order in which they were sent,
   * since one connection may overtake another.
   */
  async statusesOf(id: string | undefined, count: number): Promise<Record<string, unknown>[]> {
    const told = (): Record<string, unknown>[] =>
      this.product.statuses.filter((status) => status['id'] === id);
    await this.product.until(() => told().length >= count);
    const sent = ofKind(await this.ledger(), 'webhook.emitted')
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.type === 'status' && event.wamid === id ? [event.status] : []));
    const place = ({ status }: Record<string, unknown>): number => sent.indexOf(String(status));
    return told().toSorted((one, other) => place(one) - place(other));
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(this.url + path)).json()) as T;
  }

  async ledger(): Promise<LedgerEntry[]> {
    return (await this.get<LedgerPage>('/sim/ledger?limit=10000')).entries;
  }

  /** The ledger once it holds what is wanted: an entry may be written a moment after its cause was seen. */
  async ledgerWith(condition: (entries: LedgerEntry[]) => boolean): Promise<LedgerEntry[]> {
    for (;;) {
      const entries = await this.ledger();
      if (condition(entries)) return entries;
    }
  }

  async stopSimulator(): Promise<void> {
    await this.simulator?.close();
    this.simulator = null;
  }

  async close(): Promise<void> {
    await this.stopSimulator();
    await this.product.close();
  }
}

export function text(to: string, body: string, more: object = {}): object {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'text',
    text: { body },
    ...more,
  };
}

/** A send of any type. */
export function message(to: string, type: string, content: unknown, more: object = {}): object {
  return { messaging_product: 'whatsapp', to, type, [type]: content, ...more };
}

export function ofKind<K extends LedgerEntry['kind']>(
  entries: LedgerEntry[],
  kind: K,
): Extract<LedgerEntry, { kind: K }>[] {
  return entries.filter((entry): entry is Extract<LedgerEntry, { kind: K }> => entry.kind === kind);
}

function valueOf(payload: unknown): Record<string, unknown> {
  const { entry } = payload as { entry: { changes: { value: Record<string, unknown> }[] }[] };
  return entry[0]?.changes[0]?.value ?? {};
}

function ignored(): void {
  // Listening already: the simulator is being restarted.
}
