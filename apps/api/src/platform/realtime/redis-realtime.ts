import { Redis } from 'ioredis';
import { Logger } from 'pino';
import { Observable } from 'rxjs';
import { ChangeStream, encode } from './change-stream';
import { Change, Realtime } from './realtime';

const TOPIC = 'parley:changes';

/** Redis publish/subscribe; ioredis reconnects and subscribes again by itself. */
export class RedisRealtime extends Realtime {
  private readonly stream = new ChangeStream();
  private readonly publisher: Redis;
  private readonly subscriber: Redis;

  constructor(
    url: string,
    private readonly logger: Logger,
  ) {
    super();
    this.publisher = new Redis(url, {
      lazyConnect: true,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
    });
    this.subscriber = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null });
    for (const connection of [this.publisher, this.subscriber]) {
      connection.on('error', (err) => this.logger.warn({ err }, 'realtime connection lost'));
    }
  }

  get gaps(): Observable<void> {
    return this.stream.gaps;
  }

  changesOf(tenantId: string): Observable<Change> {
    return this.stream.of(tenantId);
  }

  async publish(changes: readonly Change[]): Promise<void> {
    try {
      await this.publisher.publish(TOPIC, encode(changes));
    } catch (err) {
      this.logger.warn({ err }, 'change not published');
    }
  }

  async start(): Promise<void> {
    this.subscriber.on('message', (_topic, payload) => this.stream.receive(payload));
    await Promise.all([this.publisher.connect(), this.subscriber.connect()]);
    await this.subscriber.subscribe(TOPIC);
    this.subscriber.on('ready', () => this.stream.gaps.next());
  }

  async stop(): Promise<void> {
    this.publisher.disconnect();
    this.subscriber.disconnect();
    await Promise.resolve();
  }
}
