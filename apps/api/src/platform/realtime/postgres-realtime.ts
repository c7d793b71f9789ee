import { Client, Pool } from 'pg';
import { Logger } from 'pino';
import { Observable } from 'rxjs';
import { ChangeStream, encode } from './change-stream';
import { Change, Realtime } from './realtime';

const TOPIC = 'parley_changes';
const RECONNECT_MS = 500;
/** PostgreSQL refuses a notification of 8,000 bytes; a change takes about 80. */
const CHANGES_PER_NOTIFICATION = 80;

/** LISTEN/NOTIFY on connections of its own, outside any transaction that writes: NOTIFY takes a lock at commit. */
export class PostgresRealtime extends Realtime {
  private readonly stream = new ChangeStream();
  private readonly pool: Pool;
  private listener: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
  ) {
    super();
    this.pool = new Pool({ connectionString: url, max: 1, application_name: 'parley-realtime' });
    this.pool.on('error', (err) => this.logger.warn({ err }, 'realtime connection lost'));
  }

  get gaps(): Observable<void> {
    return this.stream.gaps;
  }

  changesOf(tenantId: string): Observable<Change> {
    return this.stream.of(tenantId);
  }

  async publish(changes: readonly Change[]): Promise<void> {
    try {
      for (let from = 0; from < changes.length; from += CHANGES_PER_NOTIFICATION) {
        const part = changes.slice(from, from + CHANGES_PER_NOTIFICATION);
        await this.pool.query('SELECT pg_notify($1, $2)', [TOPIC, encode(part)]);
      }
    } catch (err) {
      this.logger.warn({ err }, 'change not published');
    }
  }

  async start(): Promise<void> {
    const listener = new Client({
      connectionString: this.url,
      keepAlive: true,
      application_name: 'parley-realtime',
    });
    this.listener = listener;
    listener.on('notification', ({ payload }) => this.stream.receive(payload ?? '[]'));
    listener.on('error', (err) => this.logger.warn({ err }, 'realtime listener lost'));
    listener.on('end', () => this.reconnect());
    await listener.connect();
    await listener.query(`LISTEN ${TOPIC}`);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await Promise.allSettled([this.listener?.end(), this.pool.end()]);
  }

  private reconnect(): void {
    if (this.stopped) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.start().then(
        () => this.stream.gaps.next(),
        () => this.reconnect(),
      );
    }, RECONNECT_MS);
  }
}
