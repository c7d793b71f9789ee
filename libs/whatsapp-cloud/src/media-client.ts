import { Agent, type Dispatcher } from 'undici';
import { proven } from './app-secret-proof';
import { readCapped } from './capped-body';
import { markedConnector } from './connection';
import type { GraphCredentials } from './graph-client';
import { bounded } from './media-body';
import { type MediaDescription, mediaDescriptionIn, sizeIn } from './media-description';
import { MediaHosts } from './media-hosts';
import { type MediaOutcome, outcomeOfError, postponed, refused } from './media-outcome';
import { graphErrorIn } from './graph-error';

export interface MediaTimeouts {
  /** DNS, TCP and TLS together. */
  connectMs: number;
  /** From the request's last byte to the answer's headers. */
  headersMs: number;
  /** Between two pieces of the file, and for the whole of Graph's description. */
  silenceMs: number;
  /** For the whole file, beside what its size takes at the slowest rate that we put up with. */
  totalMs: number;
}

export interface MediaClientOptions {
  /** Scheme and host, e.g. `https://graph.facebook.com`; a path before the version is kept. */
  baseUrl: string;
  /** e.g. `v25.0` */
  version: string;
  /** Beside the base's: who may be asked for bytes, with the token. */
  hosts: readonly string[];
  /** As of GraphClientOptions. */
  appSecret?: string | undefined;
  timeouts?: Partial<MediaTimeouts>;
}

export interface WantedMedia {
  readonly mediaId: string;
  /** The one of the webhook, asked first where there is one. */
  readonly url: string | null;
  /** A larger file is refused, at the latest when the first byte too many comes. */
  readonly maxBytes: number;
}

const DEFAULT_TIMEOUTS: MediaTimeouts = {
  connectMs: 5_000,
  headersMs: 15_000,
  silenceMs: 15_000,
  totalMs: 60_000,
};
const SLOWEST_BYTES_PER_MS = 256;
const MAX_DESCRIPTION_BYTES = 64 * 1024;
const MAX_CONNECTIONS = 32;
const IDLE_CONNECTION_MS = 4_000;
/** Meta's own are digits. */
const MEDIA_ID = /^[\w-]{1,128}$/;
/** Some of Meta's servers answer nobody who does not say who they are. */
const WHO = 'Parley';

type Answer = Dispatcher.ResponseData;
type NotThere = { readonly kind: 'not_there' };

/**
 * The files that people send (facts: cloud-api.md F). The token goes to the Graph API and to the named hosts, and
 * nobody else is asked anything; no redirect is followed.
 */
export class MediaClient {
  private readonly base: URL;
  private readonly pathPrefix: string;
  private readonly hosts: MediaHosts;
  private readonly timeouts: MediaTimeouts;
  private readonly appSecret: string | undefined;
  private readonly agent: Agent;
  private closed: Promise<void> | null = null;

  constructor(options: MediaClientOptions) {
    this.base = new URL(options.baseUrl);
    this.pathPrefix = `${this.base.pathname.replace(/\/+$/, '')}/${options.version}`;
    this.hosts = new MediaHosts(options.baseUrl, options.hosts);
    this.appSecret = options.appSecret;
    this.timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.agent = new Agent({
      connect: markedConnector(this.timeouts.connectMs),
      allowH2: false,
      connections: MAX_CONNECTIONS,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      headersTimeout: this.timeouts.headersMs,
      bodyTimeout: this.timeouts.silenceMs,
    });
  }

  /** Resolves with an outcome for everything that can happen before the first byte. */
  async open(credentials: GraphCredentials, media: WantedMedia): Promise<MediaOutcome> {
    if (!MEDIA_ID.test(media.mediaId) || !/^\d{1,32}$/.test(credentials.phoneNumberId))
      return refused('media_gone');
    // What a header cannot carry is no token.
    if (!/^[\x21-\x7e]+$/.test(credentials.accessToken)) return postponed('access_token_refused');
    try {
      return await this.openFirst(credentials, media);
    } catch {
      return postponed('unreachable');
    }
  }

  /** Breaks off what is being asked and read: files are asked for anew by whoever comes next. */
  close(): Promise<void> {
    this.closed ??= this.agent.destroy();
    return this.closed;
  }

  private async openFirst(credentials: GraphCredentials, media: WantedMedia): Promise<MediaOutcome> {
    const fromWebhook = media.url === null ? null : this.hosts.permitted(media.url);
    if (fromWebhook !== null) {
      const outcome = await this.download(credentials, fromWebhook, media, undefined).catch(() => null);
      if (outcome?.kind === 'opened') return outcome;
    }
    const outcome = await this.openDescribed(credentials, media);
    // An address that is over answers so; the next description has a new one.
    return outcome.kind === 'not_there' ? existing(await this.openDescribed(credentials, media)) : outcome;
  }

  private async openDescribed(
    credentials: GraphCredentials,
    media: WantedMedia,
  ): Promise<MediaOutcome | NotThere> {
    const described = await this.describe(credentials, media.mediaId);
    if ('kind' in described) return described;
    if (described.byteSize !== null && described.byteSize > media.maxBytes) return refused('too_large');
    const url = this.hosts.permitted(described.url);
    return url === null ? refused('refused_host') : this.download(credentials, url, media, described);
  }

  private async describe(
    { phoneNumberId, accessToken }: GraphCredentials,
    mediaId: string,
  ): Promise<MediaDescription | MediaOutcome> {
    const path = `${this.pathPrefix}/${mediaId}?phone_number_id=${phoneNumberId}`;
    const url = new URL(proven(path, accessToken, this.appSecret), this.base);
    const { statusCode, body } = await this.ask(url, accessToken);
    const bytes = await readCapped(body, {
      maxBytes: MAX_DESCRIPTION_BYTES,
      withinMs: this.timeouts.silenceMs,
    });
    const answer = bytes === null ? undefined : parsedOrUndefined(bytes);
    const error = graphErrorIn(answer, statusCode);
    if (error !== null) return outcomeOfError(error);
    const described = statusCode === 200 ? mediaDescriptionIn(answer) : undefined;
    return described ?? postponed(statusCode >= 500 || statusCode === 429 ? 'busy' : 'unexpected_answer');
  }

  private async download(
    { accessToken }: GraphCredentials,
    url: URL,
    { maxBytes }: WantedMedia,
    described: MediaDescription | undefined,
  ): Promise<MediaOutcome | NotThere> {
    const answer = await this.ask(url, accessToken);
    const length = sizeIn(answer.headers['content-length']);
    const unusable =
      unusableBecause(answer, described) ??
      (length !== null && length > maxBytes ? refused('too_large') : null);
    if (unusable !== null) {
      answer.body.on('error', () => undefined).destroy();
      return unusable;
    }
    const byteSize = described?.byteSize ?? length;
    const withinMs = this.timeouts.totalMs + (byteSize ?? maxBytes) / SLOWEST_BYTES_PER_MS;
    return {
      kind: 'opened',
      content: bounded(answer.body, { maxBytes, withinMs }),
      mimeType: described?.mimeType ?? typeOf(answer) ?? null,
      byteSize,
      sha256: described?.sha256 ?? null,
    };
  }

  private ask(url: URL, accessToken: string): Promise<Answer> {
    return this.agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: '*/*',
        // What is unpacked on the way could be any size.
        'accept-encoding': 'identity',
        'user-agent': WHO,
      },
    });
  }
}

function existing(outcome: MediaOutcome | NotThere): MediaOutcome {
  return outcome.kind === 'not_there' ? postponed('media_not_found') : outcome;
}

function unusableBecause(
  answer: Answer,
  described: MediaDescription | undefined,
): MediaOutcome | NotThere | null {
  const { statusCode, headers } = answer;
  if (statusCode === 404 || statusCode === 410) return { kind: 'not_there' };
  if (statusCode === 401 || statusCode === 403) return postponed('access_token_refused');
  if (statusCode === 429 || statusCode >= 500) return postponed('busy');
  const isPacked = headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity';
  const isPage = isPageType(typeOf(answer)) && !isPageType(bare(described?.mimeType));
  return statusCode !== 200 || isPacked || isPage ? postponed('unexpected_answer') : null;
}

/** What servers say in, when they say something else than the file. */
function isPageType(type: string | undefined): boolean {
  return type === 'text/html' || type === 'application/json';
}

function typeOf({ headers }: Answer): string | undefined {
  const type = headers['content-type'];
  return bare(typeof type === 'string' ? type : undefined);
}

function bare(type: string | null | undefined): string | undefined {
  return type?.split(';')[0]?.trim().toLowerCase();
}

function parsedOrUndefined(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
