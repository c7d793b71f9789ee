import { Agent } from 'undici';
import { readCapped } from './capped-body';
import { causeOf, markedConnector, NeverConnected } from './connection';
import { outcomeOfAnswer, type SendOutcome } from './send-outcome';
import { InvalidMessage, textEnvelope, type TextMessage } from './text-message';

export interface GraphTimeouts {
  /** DNS, TCP and TLS together. */
  connectMs: number;
  /** From the request's last byte to the answer's headers. */
  headersMs: number;
  /** The whole body of the answer, however slowly it drips. */
  bodyMs: number;
}

export interface GraphClientOptions {
  /** Scheme and host, e.g. `https://graph.facebook.com`; a path before the version is kept. */
  baseUrl: string;
  /** e.g. `v25.0` */
  version: string;
  timeouts?: Partial<GraphTimeouts>;
  /** A longer answer is cut off and counts as unknown. 64 KiB unless told. */
  maxResponseBytes?: number;
}

export interface GraphCredentials {
  phoneNumberId: string;
  accessToken: string;
}

const DEFAULT_TIMEOUTS: GraphTimeouts = { connectMs: 5_000, headersMs: 15_000, bodyMs: 10_000 };
const MAX_RESPONSE_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 256;
const IDLE_CONNECTION_MS = 4_000;

/** Meta's Graph API as far as we send through it. One instance serves all tenants: credentials come with each call. */
export class GraphClient {
  private readonly origin: string;
  private readonly pathPrefix: string;
  private readonly timeouts: GraphTimeouts;
  private readonly maxResponseBytes: number;
  private readonly agent: Agent;
  private closed: Promise<void> | null = null;

  constructor(options: GraphClientOptions) {
    const base = new URL(options.baseUrl);
    this.origin = base.origin;
    this.pathPrefix = `${base.pathname.replace(/\/+$/, '')}/${options.version}`;
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.maxResponseBytes = options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
    this.agent = new Agent({
      connect: markedConnector(this.timeouts.connectMs),
      // HTTP/2 may replay a request on another stream by itself; a send must never be replayed unseen.
      allowH2: false,
      connections: MAX_CONNECTIONS,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      headersTimeout: this.timeouts.headersMs,
      bodyTimeout: this.timeouts.bodyMs,
    });
  }

  /**
   * Sends one text. Resolves with an outcome for everything that can happen on the way;
   * rejects only with InvalidMessage, before any byte is sent. Never sends twice by itself.
   */
  async sendText(credentials: GraphCredentials, message: TextMessage): Promise<SendOutcome> {
    const path = this.messagesPath(credentials.phoneNumberId);
    const headers = requestHeaders(credentials.accessToken);
    const body = JSON.stringify(textEnvelope(message));
    if (this.closed) return { kind: 'not_sent', reason: 'the client is closed' };
    let httpStatus: number | null = null;
    try {
      const answer = await this.agent.request({ origin: this.origin, path, method: 'POST', headers, body });
      httpStatus = answer.statusCode;
      const bytes = await readCapped(answer.body, {
        maxBytes: this.maxResponseBytes,
        withinMs: this.timeouts.bodyMs,
      });
      if (bytes === null) {
        return { kind: 'unknown', reason: 'answered more than we read', httpStatus, snippet: null };
      }
      return outcomeOfAnswer(httpStatus, bytes, credentials.accessToken);
    } catch (error) {
      return outcomeOfFailure(error, httpStatus);
    }
  }

  /** Waits for the calls under way, then closes all connections. Later calls resolve as `not_sent`. */
  close(): Promise<void> {
    this.closed ??= this.agent.close();
    return this.closed;
  }

  private messagesPath(phoneNumberId: string): string {
    if (!/^\d{1,32}$/.test(phoneNumberId)) throw new InvalidMessage('phoneNumberId', 'is not a number');
    return `${this.pathPrefix}/${phoneNumberId}/messages`;
  }
}

function requestHeaders(accessToken: string): Record<string, string> {
  if (!/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new InvalidMessage('accessToken', 'is empty or has characters that a header cannot carry');
  }
  return {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    accept: 'application/json',
  };
}

function outcomeOfFailure(error: unknown, httpStatus: number | null): SendOutcome {
  if (error instanceof NeverConnected) return { kind: 'not_sent', reason: error.message };
  const phase = httpStatus === null ? 'no answer came' : 'the answer broke off';
  return { kind: 'unknown', reason: `${phase}: ${causeOf(error)}`, httpStatus, snippet: null };
}
