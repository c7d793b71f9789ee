import type { LoadResult } from '../load.ts';
import { readApplied } from '../readings.ts';
import type { Stage } from '../stage.ts';
import type { BusinessNumber } from '../webhooks.ts';
import { idsOf, QUIET_WITHIN_MS, refusals, troubles, type Measure } from './part.ts';

const BACKLOG = {
  events: 100_000,
  numbers: 20,
  people: 250,
  acksPerSecond: 200,
  secondsPerRound: 5,
  withinS: 50,
  maxAckMs: 250,
};

/** Everything was received while no worker ran; then one comes, and webhooks go on arriving. */
export const backlog: Measure = async (stage, doing) => {
  const [numbers, others] = [await stage.addTenants(BACKLOG.numbers), await stage.addTenants(5)];
  doing(`${BACKLOG.events} events arrive`);
  const stream = { numbers, people: BACKLOG.people, events: BACKLOG.events, batches: 'mixed' as const };
  const sent = await stage.send({ stream, webhooksPerSecond: 0, connections: 64 });
  doing('draining');
  const startedAt = Date.now();
  await stage.startWorker();
  const acks = await acknowledgeUntilDrained(stage, others, startedAt);
  await stage.stopWorker();
  const all = await readApplied(stage.db, idsOf(numbers), sent.startedAt);
  const seconds = (all.lastAt - startedAt) / 1000;
  const figures = {
    events: sent.events,
    receivedPerSecond: sent.events / ((sent.endedAt - sent.startedAt) / 1000),
    secondsFromWorkerStart: seconds,
    secondsFromFirstApplied: (all.lastAt - all.firstAt) / 1000,
    eventsPerSecond: all.messages / seconds,
    acks: acks.accepted,
    p50Ms: acks.p50Ms,
    p99Ms: acks.p99Ms,
    orderViolations: all.violations,
  };
  const problems = [
    ...troubles(sent, all.messages, all.violations),
    ...refusals(acks),
    ...(seconds > BACKLOG.withinS
      ? [`drained in ${Math.round(seconds)} s, more than ${BACKLOG.withinS}`]
      : []),
    ...(acks.p99Ms > BACKLOG.maxAckMs ? [`p99 of the acks was ${Math.round(acks.p99Ms)} ms meanwhile`] : []),
  ];
  return { figures, problems, summary: `${Math.round(seconds)} s, acks p99 ${Math.round(acks.p99Ms)} ms` };
};

/** Acks at a steady rate until what came before is gone. */
async function acknowledgeUntilDrained(
  stage: Stage,
  numbers: BusinessNumber[],
  before: number,
): Promise<LoadResult> {
  const rounds: LoadResult[] = [];
  let isDrained = false;
  const drained = stage.quiet(QUIET_WITHIN_MS, before).finally(() => (isDrained = true));
  while (!isDrained) {
    const events = BACKLOG.acksPerSecond * BACKLOG.secondsPerRound;
    const stream = { numbers, people: 200, events, batches: 'single' as const };
    const webhooksPerSecond = BACKLOG.acksPerSecond;
    rounds.push(await stage.send({ stream, webhooksPerSecond, connections: 32, tellTimes: true }));
  }
  await drained;
  return together(rounds);
}

/** Rounds of the same load as one; the percentiles are of all answers. */
function together(rounds: readonly LoadResult[]): LoadResult {
  const total = (pick: (round: LoadResult) => number) => rounds.reduce((sum, round) => sum + pick(round), 0);
  const latencies = rounds
    .flatMap(({ times }) => times.map(([, due, answered]) => answered - due))
    .sort((one, other) => one - other);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    webhooks: total(({ webhooks }) => webhooks),
    events: total(({ events }) => events),
    accepted: total(({ accepted }) => accepted),
    refused: total(({ refused }) => refused),
    broken: total(({ broken }) => broken),
    startedAt: rounds[0]?.startedAt ?? 0,
    endedAt: rounds.at(-1)?.endedAt ?? 0,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    overlaps: total(({ overlaps }) => overlaps),
    times: [],
  };
}
