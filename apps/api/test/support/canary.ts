import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { META } from './meta';
import { PASSWORD } from './people';
import { secretForms } from './secret-forms';
import { TestDatabase } from './test-database';

/** What a request may carry and only its receiver may know, by the names of its fields. */
const SECRET_FIELDS = ['password', 'currentPassword', 'newPassword', 'accessToken', 'token'];
/** Fields of answers that show a secret, once and on purpose, and the only routes that do. */
const SHOWN: Record<string, readonly string[]> = {
  'POST /api/v1/api-keys': ['token'],
  'POST /api/v1/api-keys/:apiKeyId/rotation': ['token'],
  'POST /api/v1/invitations': ['link'],
  'POST /api/v1/invitations/:invitationId/link': ['link'],
  'POST /api/v1/me/two-factor': ['secret', 'uri'],
  'POST /api/v1/me/two-factor/activation': ['recoveryCodes'],
  'POST /api/v1/me/recovery-codes': ['recoveryCodes'],
};
/** Shorter ones are found by chance. */
const SHORTEST = 8;

interface Places {
  readonly database: TestDatabase;
  readonly logLines: readonly string[];
}

/**
 * Learns every secret that a product is given or gives away during a test, and checks at its end that none of them
 * stands anywhere in the clear: in a log line, in a row, or in an answer that is not meant to show it.
 */
export class Canary {
  /** What each secret is called. */
  private readonly secrets = new Map<string, string>();
  /** Texts that went out, each with where. */
  private readonly answers = new Map<string, string>();

  constructor(encryptionKey: string) {
    this.plant('the access token of the harness', META.accessToken);
    this.plant('an app secret', META.appSecret);
    this.plant('the older app secret', META.olderAppSecret);
    this.plant('the verify token', META.verifyToken);
    this.plant('the password of the harness', PASSWORD);
    this.plant('ENCRYPTION_KEY', encryptionKey);
  }

  plant(name: string, secret: unknown): void {
    if (typeof secret === 'string' && secret.length >= SHORTEST) this.secrets.set(secret, name);
  }

  /** Before the server listens. */
  watch(server: FastifyInstance): void {
    server.addHook('onSend', (request, reply, payload, done) => {
      this.hear(request, reply, payload);
      done();
    });
  }

  /** @throws Error naming what leaked and where, and never the secret itself */
  async check({ database, logLines }: Places): Promise<void> {
    // The way to the first account is in the log on purpose.
    const logged = logLines.join('\n').replaceAll(/\/set-up#[\w-]+/g, '');
    const texts = new Map(this.answers).set(logged, 'a log line');
    for (const { name, text } of await dump(database)) texts.set(text, name);
    const leaks = [...this.secrets].flatMap(([secret, name]) => {
      const forms = secretForms(secret);
      return [...texts].flatMap(([text, place]) =>
        forms.filter(({ form }) => text.includes(form)).map(({ as }) => `${name}, ${as}, in ${place}`),
      );
    });
    if (leaks.length > 0)
      throw new Error(`Secrets that stand in the clear:\n${[...new Set(leaks)].join('\n')}`);
  }

  private hear(request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
    const route = `${request.method} ${request.routeOptions.url ?? request.url}`;
    // What was refused may be anybody's: the password of a wrong attempt can be somebody's address.
    if (reply.statusCode < 300) this.learnFromRequest(route, request);
    this.learnFromCookies(route, reply.getHeader('set-cookie'));
    const text = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.toString() : '';
    if (text !== '') this.answers.set(this.withoutShown(route, text), `the answer to ${route}`);
  }

  private learnFromRequest(route: string, { body, headers }: FastifyRequest): void {
    const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
    for (const field of SECRET_FIELDS) this.plant(`${field} of ${route}`, fields[field]);
    this.plant('an API key', headers.authorization?.replace(/^Bearer /i, ''));
    this.plant('a session', /(?:^|; ?)(?:__Host-)?parley=([^;]+)/.exec(headers.cookie ?? '')?.[1]);
  }

  private learnFromCookies(route: string, cookies: unknown): void {
    for (const cookie of [cookies ?? []].flat() as string[]) {
      this.plant(`the session from ${route}`, /^[^=]+=([^;]+)/.exec(cookie)?.[1]);
    }
  }

  /** Learns what the answer shows on purpose, and answers the rest of it, which must show nothing. */
  private withoutShown(route: string, text: string): string {
    const shown = SHOWN[route];
    if (shown === undefined || !text.startsWith('{')) return text;
    const answer = JSON.parse(text) as Record<string, unknown>;
    for (const field of shown.filter((name) => name !== 'uri')) {
      for (const value of [answer[field] ?? []].flat()) {
        this.plant(`${field} of ${route}`, field === 'link' ? String(value).split('#')[1] : value);
      }
    }
    return JSON.stringify(Object.entries(answer).filter(([field]) => !shown.includes(field)));
  }
}

/** Every row of every table as text; bytes are in hexadecimal. */
async function dump(database: TestDatabase): Promise<{ name: string; text: string }[]> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE relkind = 'r' AND nspname IN ('public', 'day', 'bullmq')`,
  );
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await database.query<{ row: string }>(`SELECT one::text AS row FROM ${name} AS one`);
      return { name: `the table ${name}`, text: rows.map(({ row }) => row).join('\n') };
    }),
  );
}
