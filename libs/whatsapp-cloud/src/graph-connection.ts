import { Agent } from 'undici';
import { proven } from './app-secret-proof';
import { markedConnector } from './connection';
import { exchange, type Exchange, type GraphRequest, isStream } from './graph-exchange';

export interface GraphTimeouts {
  /** DNS, TCP and TLS together. */
  connectMs: number;
  /** From the request's last byte to the answer's headers. */
  headersMs: number;
  /** The whole body of the answer, however slowly it drips. */
  bodyMs: number;
  /** All of these and the wait for a connection together. An upload gets beside it what its size takes. */
  totalMs: number;
}

export interface GraphClientOptions {
  /** Scheme and host, e.g. `https://graph.facebook.com`; a path before the version is kept. */
  baseUrl: string;
  /** e.g. `v25.0` */
  version: string;
  /** The secret of the app that all tokens are of, where each call shall prove it. */
  appSecret?: string | undefined;
  timeouts?: Partial<GraphTimeouts>;
  /** A longer answer is cut off and counts as unknown. 1 MiB unless told. */
  maxResponseBytes?: number;
  /** At most so many calls at a time; the others wait for a connection. 256 unless told. */
  maxConnections?: number;
}

const DEFAULT_TIMEOUTS: GraphTimeouts = {
  connectMs: 3_000,
  headersMs: 10_000,
  bodyMs: 10_000,
  totalMs: 12_000,
};
const MAX_RESPONSE_BYTES = 1024 * 1024;
const MAX_CONNECTIONS = 256;
const IDLE_CONNECTION_MS = 4_000;

/** Graph's address, the connections to it, and how long and how much of an answer is waited for. */
export class GraphConnection {
  private readonly origin: string;
  private readonly pathPrefix: string;
  private readonly timeouts: GraphTimeouts;
  private readonly maxResponseBytes: number;
  private readonly appSecret: string | undefined;
  private readonly agent: Agent;
  private closed: Promise<void> | null = null;

  constructor(options: GraphClientOptions) {
    const base = new URL(options.baseUrl);
    this.origin = base.origin;
    this.pathPrefix = `${base.pathname.replace(/\/+$/, '')}/${options.version}`;
    this.appSecret = options.appSecret;
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.maxResponseBytes = options.maxResponseBytes ?? MAX_RESPONSE_BYTES;
    this.agent = new Agent({
      connect: markedConnector(this.timeouts.connectMs),
      // HTTP/2 may replay a request on another stream by itself; a send must never be replayed unseen.
      allowH2: false,
      connections: options.maxConnections ?? MAX_CONNECTIONS,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      headersTimeout: this.timeouts.headersMs,
      bodyTimeout: this.timeouts.bodyMs,
    });
  }

  /** The path as a call with that token asks for it. */
  provenPath(path: string, accessToken: string): string {
    return proven(path, accessToken, this.appSecret);
  }

  /**
   * One request, once, to a path behind the version; `moreMs` beside the usual time, for what takes long to send.
   * Resolves for everything that can happen.
   */
  async exchange(request: Omit<GraphRequest, 'origin'>, moreMs = 0): Promise<Exchange> {
    const { body } = request;
    if (this.closed) {
      if (isStream(body)) body.destroy();
      return { phase: 'not_begun', reason: 'the client is closed', durationMs: 0 };
    }
    const { bodyMs, totalMs } = this.timeouts;
    const limits = { bodyMs, totalMs: totalMs + moreMs, maxResponseBytes: this.maxResponseBytes };
    const path = this.pathPrefix + request.path;
    return exchange(this.agent, { ...request, path, origin: this.origin }, limits);
  }

  /** Waits for the calls under way, then closes all connections. Later calls end as not begun. */
  close(): Promise<void> {
    this.closed ??= this.agent.close();
    return this.closed;
  }
}
