import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Correspondent, Furnished } from './furnish.ts';

const EVERY_MS = 500;
const AGAIN_AFTER_MS = 500;

interface Options {
  /** As the product makes ids: of others that come back it takes no notice. */
  newId: () => string;
  databaseUrl: string;
  numbers: readonly Furnished[];
  /** Of each number. */
  perSecond: number;
}

type Queued = Correspondent & { id: string; text: string };

/** Messages of broadcasts, queued all the time in the rows that a broadcast would write. */
export class Broadcasts {
  /** Ids of those that were committed. */
  readonly queued: string[] = [];
  readonly #options: Options;
  #isEnding = false;
  #turn = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#work = this.#queueAll();
  }

  /** Resolves when all that was begun is committed. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#work;
  }

  async #queueAll(): Promise<void> {
    const db = new pg.Pool({
      connectionString: this.#options.databaseUrl,
      max: 1,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    db.on('error', () => undefined);
    while (!this.#isEnding) {
      const block = this.#nextBlock();
      // The same ids again: what was committed unheard is there once.
      while (!(await queue(db, block).catch(() => false))) await pause(AGAIN_AFTER_MS);
      this.queued.push(...block.map(({ id }) => id));
      await pause(EVERY_MS);
    }
    await db.end().catch(() => undefined);
  }

  #nextBlock(): Queued[] {
    const { numbers, perSecond, newId } = this.#options;
    const ofEach = Math.ceil((perSecond * EVERY_MS) / 1_000);
    return Array.from({ length: ofEach }, () => (this.#turn += 1)).flatMap((turn) =>
      numbers.flatMap(({ people }) => {
        const to = people[turn % people.length];
        return to ? [{ ...to, id: newId(), text: `news ${turn}` }] : [];
      }),
    );
  }
}

async function queue(db: pg.Pool, block: readonly Queued[]): Promise<boolean> {
  await db.query(
    `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, text, recipient,
       recipient_kind, sending_class, next_attempt_at, occurred_at)
     SELECT "tenantId", id, "channelId", "conversationId", 'outbound', 'text', 'queued', text, phone, 'phone', 'broadcast',
       now(), now()
     FROM jsonb_to_recordset($1) AS given ("tenantId" uuid, id uuid, "channelId" uuid, "conversationId" uuid, text text,
       phone text)
     ON CONFLICT (tenant_id, id) DO NOTHING`,
    [JSON.stringify(block)],
  );
  return true;
}
