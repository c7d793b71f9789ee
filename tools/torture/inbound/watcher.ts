import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { VICTIMS, type Lab, type Victim } from '../lab/lab.ts';

const LOOK_EVERY_MS = 150;
/** The first key of the advisory locks that keep a lane to one worker (`lanes.repository.ts`). */
const LANE_LOCKS = 7_215;

interface Look {
  /** Lanes that were begun more than once without an end; -1 is the exploding step. */
  suspect: number[];
  /** Who holds which lane, by the port of the connection. */
  holders: { lane: number; port: number }[];
  oldestMs: number | null;
}

/** Looks at the database all the time, straight and not through a proxy, for states that pass quickly. */
export class Watcher {
  readonly #lab: Lab;
  readonly #workersOfLane = new Map<number, Set<Victim>>();
  #isStopped = false;
  #work: Promise<void> | undefined;
  #suspectLanes = 0;
  #carefulExploding = 0;
  #oldestMs = 0;

  constructor(lab: Lab) {
    this.#lab = lab;
  }

  start(): void {
    this.#work = this.#watch();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#work;
  }

  get seen() {
    const shared = [...this.#workersOfLane.values()].filter((workers) => workers.size > 1).length;
    return {
      'a lane was worked on carefully after a death': this.#suspectLanes,
      'webhooks were exploded carefully after a death': this.#carefulExploding,
      'a lane was worked on by one worker and then by the other': shared,
    };
  }

  /** The age of the oldest webhook or event that waited, at its worst. */
  get oldestMs(): number {
    return Math.round(this.#oldestMs);
  }

  async #watch(): Promise<void> {
    let client: pg.Client | undefined;
    while (!this.#isStopped) {
      try {
        client ??= await this.#connect();
        this.#note(await look(client));
      } catch {
        // The database is away, as it is to be now and then.
        await client?.end().catch(() => undefined);
        client = undefined;
      }
      await pause(LOOK_EVERY_MS);
    }
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#lab.postgres.productUrl,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  #note({ suspect, holders, oldestMs }: Look): void {
    this.#suspectLanes += suspect.filter((lane) => lane >= 0).length;
    this.#carefulExploding += suspect.filter((lane) => lane < 0).length;
    this.#oldestMs = Math.max(this.#oldestMs, oldestMs ?? 0);
    const ports = new Map(
      VICTIMS.flatMap((victim) => this.#lab.proxy(victim).ports.map((port) => [port, victim])),
    );
    for (const { lane, port } of holders) {
      const victim = ports.get(port);
      if (victim === undefined) continue;
      const workers = this.#workersOfLane.get(lane) ?? new Set();
      this.#workersOfLane.set(lane, workers.add(victim));
    }
  }
}

async function look(client: pg.Client): Promise<Look> {
  const { rows } = await client.query<Look>(
    `SELECT
       (SELECT coalesce(json_agg(lane), '[]') FROM lane WHERE attempts > 1) AS suspect,
       (SELECT coalesce(json_agg(json_build_object('lane', objid, 'port', client_port)), '[]')
        FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND classid = ${LANE_LOCKS} AND objsubid = 2) AS holders,
       (SELECT (extract(epoch FROM clock_timestamp() - min(received_at)) * 1000)::float8 FROM (
          (SELECT received_at FROM webhook_delivery WHERE exploded_at IS NULL ORDER BY id LIMIT 1)
          UNION ALL SELECT min(received_at) FROM inbox_event WHERE state IN ('pending', 'retrying')) AS waiting) AS "oldestMs"`,
  );
  return rows[0] as Look;
}
