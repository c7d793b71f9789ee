// A process of its own, so that generating load does not share an event loop with anything that is measured.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection, requestBytes } from './connection.ts';
import { signedWebhooks, type StreamOptions } from './webhooks.ts';

export interface LoadOptions {
  url: string;
  stream: StreamOptions;
  /** Webhooks a second, sent when they are due whatever became of the earlier ones; 0: as fast as they are answered. */
  webhooksPerSecond: number;
  connections: number;
  /** Whether to tell when each message was sent. */
  tellTimes: boolean;
}

export interface LoadResult {
  webhooks: number;
  events: number;
  accepted: number;
  refused: number;
  broken: number;
  startedAt: number;
  endedAt: number;
  /** From when a webhook was due until its answer. */
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Times that somebody's next message was sent before their last one was answered: those have no order to keep. */
  overlaps: number;
  /** [wamid, milliseconds since 1970 when its webhook was due, …when answered] of each accepted message. */
  times: [string, number, number][];
}

const options = JSON.parse(readFileSync(0, 'utf8')) as LoadOptions;
const url = new URL(options.url);
const webhooks = signedWebhooks(options.stream);
const requests = webhooks.map(({ body, signature }) => requestBytes(url, body, signature));
const free = Array.from(
  { length: options.connections },
  () => new Connection(url.hostname, Number(url.port || 80)),
);
const all = [...free];

const latencies: number[] = [];
const times: LoadResult['times'] = [];
const underWay = new Set<Promise<void>>();
const writing = new Map<string, number>();
const counts = { accepted: 0, refused: 0, broken: 0, overlaps: 0 };
const startedAt = performance.timeOrigin + performance.now();
const begin = performance.now();

for (let next = 0; next < requests.length;) {
  const due = options.webhooksPerSecond === 0 ? undefined : (next / options.webhooksPerSecond) * 1000;
  const waitMs = due === undefined ? 0 : due - (performance.now() - begin);
  const connection = free.pop();
  if (waitMs > 0 || connection === undefined) {
    if (connection) free.push(connection);
    // Under overload the next connection that comes free decides, not the clock.
    await (waitMs > 0 ? pause(waitMs) : Promise.race(underWay));
    continue;
  }
  const sending = send(connection, next, due ?? performance.now() - begin);
  underWay.add(sending);
  void sending.finally(() => underWay.delete(sending));
  next += 1;
}
await Promise.all(underWay);
for (const connection of all) connection.close();
process.stdout.write(JSON.stringify(result()));

async function send(connection: Connection, index: number, dueAt: number): Promise<void> {
  const { people = [], wamids = [] } = webhooks[index] ?? {};
  for (const person of people) {
    const now = (writing.get(person) ?? 0) + 1;
    if (now > 1) counts.overlaps += 1;
    writing.set(person, now);
  }
  const status = await connection.post(requests[index] as Buffer);
  const answeredAt = performance.now() - begin;
  for (const person of people) writing.set(person, (writing.get(person) ?? 1) - 1);
  free.push(connection);
  latencies.push(answeredAt - dueAt);
  if (status === 200) counts.accepted += 1;
  else if (status === undefined) counts.broken += 1;
  else counts.refused += 1;
  if (options.tellTimes && status === 200)
    times.push(
      ...wamids.map((wamid): [string, number, number] => [wamid, startedAt + dueAt, startedAt + answeredAt]),
    );
}

function result(): LoadResult {
  const sorted = latencies.sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    webhooks: webhooks.length,
    events: webhooks.reduce((sum, { wamids }) => sum + wamids.length, 0),
    ...counts,
    startedAt,
    endedAt: performance.timeOrigin + performance.now(),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: sorted.at(-1) ?? 0,
    times,
  };
}
