import { Redis } from 'ioredis';
import { Logger } from 'pino';
import { Observable } from 'rxjs';
import { ChangeStream, encode } from './change-stream';
import { Change, Realtime, Usage } from './realtime';

const TOPIC = 'parley:changes';
const REVOKED_TOPIC = 'parley:revoked';
const USAGES_TOPIC = 'parley:usages';
const STALE_TOPIC = 'parley:stale';

/** Redis publish/subscribe; ioredis reconnects and subscribes again by itself. */
export class RedisRealtime extends Realtime {
  private readonly stream = new ChangeStream();
  private readonly hears: Readonly<Record<string, (payload: string) => void>> = {
    [TOPIC]: (payload) => this.stream.receive(payload),
    [REVOKED_TOPIC]: (payload) => this.stream.receiveRevoked(payload),
    [USAGES_TOPIC]: (payload) => this.stream.receiveUsages(payload),
    [STALE_TOPIC]: (payload) => this.stream.receiveStale(payload),
  };
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
    return this.send(TOPIC, encode(changes));
  }

  revoke(ids: readonly string[]): Promise<void> {
    return this.send(REVOKED_TOPIC, JSON.stringify(ids));
  }

  async tellUsages(usages: readonly Usage[]): Promise<void> {
    if (usages.length > 0) await this.send(USAGES_TOPIC, this.stream.encodeUsages(usages));
  }

  tellStale(names: readonly string[]): Promise<void> {
    return this.send(STALE_TOPIC, this.stream.encodeStale(names));
  }

  async start(): Promise<void> {
    this.subscriber.on('message', (topic, payload) => this.hears[topic]?.(payload));
    await Promise.all([this.publisher.connect(), this.subscriber.connect()]);
    await this.subscriber.subscribe(...Object.keys(this.hears));
    this.subscriber.on('ready', () => this.stream.gaps.next());
  }

  async stop(): Promise<void> {
    this.publisher.disconnect();
    this.subscriber.disconnect();
    await Promise.resolve();
  }

  private async send(topic: string, payload: string): Promise<void> {
    try {
      await this.publisher.publish(topic, payload);
    } catch (err) {
      this.logger.warn({ err, topic }, 'change not published');
    }
  }
}
