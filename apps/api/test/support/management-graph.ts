import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { META } from './meta';

export const APP_ID = '670843887433847';
/** This one is as agreeable as our simulator, too. */
const SIMULATOR_TOKEN = 'a-token-for-the-simulator';
export const SIGNED_UP_TOKEN = 'EAAGsignedup0000000000000000000000000000000000003333';

export interface Asked {
  /** `POST register`, `GET subscribed_apps`; a node itself is `GET node`, and of the simulator `POST sim numbers`. */
  readonly call: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

const said = (body: object): Said => ({ body: JSON.stringify(body) });
const SUCCESS = said({ success: true });
const CREATED: Said = { status: 201, body: '{}' };

const NUMBER = {
  display_phone_number: '+1 555-010-0042',
  verified_name: 'Parley Demo',
  status: 'CONNECTED',
  quality_rating: 'GREEN',
  name_status: 'APPROVED',
  throughput: { level: 'STANDARD' },
  whatsapp_business_manager_messaging_limit: 'TIER_2K',
  health_status: { can_send_message: 'AVAILABLE', entities: [] },
};

/** What Meta says when all is well. */
const AGREEABLE: Readonly<Record<string, (id: string) => Said>> = {
  'GET node': (id) => said({ id, ...NUMBER }),
  'GET debug_token': () => said({ data: debugged() }),
  'GET access_token': () => said({ access_token: SIGNED_UP_TOKEN, token_type: 'bearer' }),
  'GET phone_numbers': () => said({ data: [{ id: META.phoneNumberId, ...NUMBER }] }),
  'POST uploads': () => said({ id: 'upload:MTphdHRhY2htZW50' }),
  'POST upload:MTphdHRhY2htZW50': () => said({ h: '4::aW1hZ2UvcG5n' }),
  'GET message_templates': () => said({ data: [] }),
  'POST message_templates': () => said({ id: '7000000010', status: 'PENDING', category: 'UTILITY' }),
  'GET subscribed_apps': () =>
    said({ data: [{ whatsapp_business_api_data: { id: APP_ID, name: 'Parley' } }] }),
  'POST sim numbers': () => CREATED,
  'POST sim people': () => CREATED,
  'GET whatsapp_business_profile': () => said({ data: [{ about: 'Open', websites: ['https://a.example'] }] }),
};

export function debugged(change: object = {}): object {
  return {
    app_id: APP_ID,
    type: 'SYSTEM_USER',
    is_valid: true,
    expires_at: 0,
    scopes: ['whatsapp_business_messaging', 'whatsapp_business_management'],
    granular_scopes: [{ scope: 'whatsapp_business_management', target_ids: [META.wabaId] }],
    ...change,
  };
}

/** Meta's management calls, to which it agrees unless a test says otherwise. */
export class ManagementGraph {
  readonly asked: Asked[] = [];
  private readonly otherwise = new Map<string, Said>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<ManagementGraph> {
    const graph = new ManagementGraph();
    graph.server.unref().listen(0, '127.0.0.1');
    await once(graph.server, 'listening');
    return graph;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Of a product whose Meta this is. */
  get settings(): Record<string, string> {
    return {
      WHATSAPP_GRAPH_URL: this.url,
      WHATSAPP_APP_ID: APP_ID,
      WHATSAPP_SIMULATOR_TOKEN: SIMULATOR_TOKEN,
    };
  }

  /** From now on that call is answered so; `*`: every call. */
  says(call: string, answer: Said | object): void {
    this.otherwise.set(call, 'body' in answer ? (answer as Said) : said(answer));
  }

  refuses(call: string, code: number, more: object = {}): void {
    const error = { message: `(#${code}) No.`, type: 'OAuthException', code, ...more };
    this.says(call, { status: 400, body: JSON.stringify({ error }) });
  }

  agreesAgain(): void {
    this.otherwise.clear();
    this.asked.length = 0;
  }

  calls(call: string): Asked[] {
    return this.asked.filter((one) => one.call === call);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { pathname } = new URL(request.url ?? '', 'http://graph');
    const [, version, first = '', edge] = pathname.split('/');
    const isNode = /^\d+$/.test(first);
    const named = version === 'sim' ? `sim ${first}` : (edge ?? (isNode ? 'node' : first));
    const call = `${request.method} ${named}`;
    const { authorization } = request.headers;
    this.asked.push({
      call,
      path: request.url ?? '',
      body: bodyIn(body, request.headers['content-type']),
      authorization,
    });
    const answer = this.otherwise.get(call) ?? this.otherwise.get('*') ?? AGREEABLE[call]?.(first) ?? SUCCESS;
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/json' });
    response.end(answer.body);
  }
}

function bodyIn(body: string, type: string | undefined): unknown {
  if (body === '') return null;
  return type?.startsWith('application/json') === true ? JSON.parse(body) : body;
}

export const PAGE: Said = { type: 'text/html', body: '<html><body><h1>Sorry, try again</h1></body></html>' };
