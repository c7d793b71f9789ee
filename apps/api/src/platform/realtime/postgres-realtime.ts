import { Client, Pool } from 'pg';
import { Logger } from 'pino';
import { Observable } from 'rxjs';
import { createPool } from '../database/pool';
import { ChangeStream, encode } from './change-stream';
import { Change, Realtime, Usage } from './realtime';

const TOPIC = 'parley_changes';
const REVOKED_TOPIC = 'parley_revoked';
const USAGES_TOPIC = 'parley_usages';
const STALE_TOPIC = 'parley_stale';
const RECONNECT_MS = 500;
/** PostgreSQL refuses a notification of 8,000 bytes; a change takes about 80, a name in the cache at most 150. */
const PER_NOTIFICATION = 80;
const NAMES_PER_NOTIFICATION = 50;

/** LISTEN/NOTIFY on connections of its own, outside any transaction that writes: NOTIFY takes a lock at commit. */
export class PostgresRealtime extends Realtime {
  private readonly stream = new ChangeStream();
  private readonly hears: Readonly<Record<string, (payload: string) => void>> = {
    [TOPIC]: (payload) => this.stream.receive(payload),
    [REVOKED_TOPIC]: (payload) => this.stream.receiveRevoked(payload),
    [USAGES_TOPIC]: (payload) => this.stream.receiveUsages(payload),
    [STALE_TOPIC]: (payload) => this.stream.receiveStale(payload),
  };
  private readonly pool: Pool;
  private listener: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
  ) {
    super();
    const config = { connectionString: url, max: 1, application_name: 'parley-realtime' };
    this.pool = createPool(config, (err) => this.logger.warn({ err }, 'realtime connection lost'));
  }

  get gaps(): Observable<void> {
    return this.stream.gaps;
  }

  get revoked(): Observable<string> {
    return this.stream.revoked;
  }

  get usages(): Observable<Usage> {
    return this.stream.usages;
  }

  get stale(): Observable<string> {
    return this.stream.stale;
  }

  changesOf(tenantId: string): Observable<Change> {
    return this.stream.of(tenantId);
  }

  publish(changes: readonly Change[]): Promise<void> {
    return this.notify(TOPIC, changes, encode);
  }

  revoke(ids: readonly string[]): Promise<void> {
    return this.notify(REVOKED_TOPIC, ids, (part) => JSON.stringify(part));
  }

  tellUsages(usages: readonly Usage[]): Promise<void> {
    return this.notify(USAGES_TOPIC, usages, (part) => this.stream.encodeUsages(part));
  }

  tellStale(names: readonly string[]): Promise<void> {
    const write = (part: readonly string[]) => this.stream.encodeStale(part);
    return this.notify(STALE_TOPIC, names, write, NAMES_PER_NOTIFICATION);
  }

  /** Where the database went away in this moment, it listens once that is back. */
  start(): Promise<void> {
    return this.listen().catch(() => this.reconnect());
  }

  private async listen(): Promise<void> {
    const listener = new Client({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'parley-realtime',
    });
    this.listener = listener;
    listener.on('notification', ({ channel, payload = '[]' }) => this.hears[channel]?.(payload));
    listener.on('error', (err) => this.logger.warn({ err }, 'realtime listener lost'));
    listener.on('end', () => this.reconnect());
    await listener.connect();
    await listener.query(
      Object.keys(this.hears)
        .map((topic) => `LISTEN ${topic}`)
        .join('; '),
    );
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await Promise.allSettled([this.listener?.end(), this.pool.end()]);
  }

  private async notify<T>(
    topic: string,
    what: readonly T[],
    write: (part: readonly T[]) => string,
    most = PER_NOTIFICATION,
  ): Promise<void> {
    try {
      for (let from = 0; from < what.length; from += most) {
        const part = what.slice(from, from + most);
        await this.pool.query('SELECT pg_notify($1, $2)', [topic, write(part)]);
      }
    } catch (err) {
      this.logger.warn({ err, topic }, 'change not published');
    }
  }

  private reconnect(): void {
    if (this.stopped) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.listen().then(
        () => this.stream.gaps.next(),
        () => this.reconnect(),
      );
    }, RECONNECT_MS);
  }
}
