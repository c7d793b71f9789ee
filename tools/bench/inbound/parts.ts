import { readApplied, readBacklog, readCommits } from './readings.ts';
import type { LoadResult } from './load.ts';
import type { Stage } from './stage.ts';
import type { BusinessNumber } from './webhooks.ts';

export type Figures = Record<string, number>;

export interface Part {
  figures: Figures;
  problems: string[];
  summary: string;
}

type Doing = (what: string) => void;

/** Events in the webhooks of a mixed stream, on average: see MIXED_SIZES. */
const MIXED_EVENTS_PER_WEBHOOK = 3.25;

const SUSTAINED = {
  eventsPerSecond: 2_200,
  seconds: 20,
  numbers: 20,
  people: 250,
  least: 2_000,
  maxAgeMs: 2_000,
};
const BACKLOG = {
  events: 100_000,
  numbers: 20,
  people: 250,
  acksPerSecond: 200,
  secondsPerRound: 5,
  withinS: 50,
  maxAckMs: 250,
};
const FAIRNESS = { backlog: 50_000, tenants: 49, eventsEach: 200, seconds: 10, maxWaitMs: 2_000 };
const REPLY = { perSecond: 50, seconds: 15, people: 100, maxMs: 50 };
const QUIET_WITHIN_MS = 300_000;

export const PARTS = { sustained, backlog, fairness, reply };
export type PartName = keyof typeof PARTS;

/** Open loop, mixed batches, a worker that runs: does it keep up, and in order? */
async function sustained(stage: Stage, doing: Doing): Promise<Part> {
  const numbers = await stage.addTenants(SUSTAINED.numbers);
  await stage.startWorker();
  doing('warm-up');
  const load = (seconds: number) => ({
    stream: {
      numbers,
      people: SUSTAINED.people,
      events: SUSTAINED.eventsPerSecond * seconds,
      batches: 'mixed' as const,
    },
    webhooksPerSecond: SUSTAINED.eventsPerSecond / MIXED_EVENTS_PER_WEBHOOK,
    connections: 64,
  });
  await stage.send(load(3));
  await stage.quiet(QUIET_WITHIN_MS);
  doing(`${SUSTAINED.eventsPerSecond} events/s for ${SUSTAINED.seconds} s`);
  const sent = await stage.send(load(SUSTAINED.seconds));
  const backlog = await readBacklog(stage.db);
  await stage.quiet(QUIET_WITHIN_MS);
  await stage.stopWorker();
  const ids = numbers.map(({ phoneNumberId }) => phoneNumberId);
  const during = await readApplied(stage.db, ids, sent.startedAt, sent.endedAt);
  const all = await readApplied(stage.db, ids, sent.startedAt);
  const perSecond = during.messages / ((sent.endedAt - sent.startedAt) / 1000);
  const figures = {
    ...acknowledged(sent),
    eventsPerSecond: perSecond,
    ageAtEndMs: backlog.ageMs,
    orderViolations: all.violations,
  };
  const problems = [
    ...troubles(sent, all.messages, all.violations),
    ...(perSecond < SUSTAINED.least
      ? [`${Math.round(perSecond)} events/s applied, fewer than ${SUSTAINED.least}`]
      : []),
    ...(backlog.ageMs > SUSTAINED.maxAgeMs
      ? [`the oldest event waited ${Math.round(backlog.ageMs)} ms at the end`]
      : []),
  ];
  return { figures, problems, summary: `${Math.round(perSecond)} events/s applied` };
}

/** Everything was received while no worker ran; then one comes, and webhooks go on arriving. */
async function backlog(stage: Stage, doing: Doing): Promise<Part> {
  const [numbers, others] = [await stage.addTenants(BACKLOG.numbers), await stage.addTenants(5)];
  doing(`${BACKLOG.events} events arrive`);
  const stream = { numbers, people: BACKLOG.people, events: BACKLOG.events, batches: 'mixed' as const };
  const sent = await stage.send({ stream, webhooksPerSecond: 0, connections: 64 });
  doing('draining');
  const startedAt = Date.now();
  await stage.startWorker();
  const acks = await acknowledgeUntilDrained(stage, others, startedAt);
  await stage.stopWorker();
  const all = await readApplied(
    stage.db,
    numbers.map(({ phoneNumberId }) => phoneNumberId),
    sent.startedAt,
  );
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
}

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

/** One tenant's backlog, and the trickle of others who come after it. */
async function fairness(stage: Stage, doing: Doing): Promise<Part> {
  const noisy = await stage.addTenants(1);
  const small = await stage.addTenants(FAIRNESS.tenants);
  doing(`${FAIRNESS.backlog} events of one tenant arrive`);
  const stream = { numbers: noisy, people: 5_000, events: FAIRNESS.backlog, batches: 'mixed' as const };
  const sent = await stage.send({ stream, webhooksPerSecond: 0, connections: 64 });
  const startedAt = Date.now();
  await stage.startWorker();
  await stage.begun(QUIET_WITHIN_MS);
  doing(`${FAIRNESS.tenants} others write`);
  const events = FAIRNESS.tenants * FAIRNESS.eventsEach;
  const others = await stage.send({
    stream: { numbers: small, people: 40, events, batches: 'mixed' },
    webhooksPerSecond: events / MIXED_EVENTS_PER_WEBHOOK / FAIRNESS.seconds,
    connections: 64,
    tellTimes: true,
  });
  await stage.quiet(QUIET_WITHIN_MS);
  await stage.stopWorker();
  const waits = await waitsOf(stage, others, { replied: false, from: 'answered' });
  const backlogApplied = await readApplied(
    stage.db,
    noisy.map(({ phoneNumberId }) => phoneNumberId),
    sent.startedAt,
  );
  const othersApplied = await readApplied(
    stage.db,
    small.map(({ phoneNumberId }) => phoneNumberId),
    others.startedAt,
  );
  const figures = {
    backlog: sent.events,
    events: others.events,
    p50Ms: waits.at(0.5),
    p95Ms: waits.at(0.95),
    maxMs: waits.at(1),
    backlogSeconds: (backlogApplied.lastAt - startedAt) / 1000,
    orderViolations: backlogApplied.violations + othersApplied.violations,
  };
  const problems = [
    ...troubles(sent, backlogApplied.messages, backlogApplied.violations),
    ...troubles(others, othersApplied.messages, othersApplied.violations),
    ...(waits.at(0.95) > FAIRNESS.maxWaitMs
      ? [`p95 of the others' wait was ${Math.round(waits.at(0.95))} ms`]
      : []),
    ...(backlogApplied.lastAt < others.endedAt ? ['the backlog was gone before the others had written'] : []),
  ];
  return { figures, problems, summary: `others wait ${Math.round(waits.at(0.95))} ms (p95)` };
}

/** From the POST to the commit of the reply's row. */
async function reply(stage: Stage, doing: Doing): Promise<Part> {
  await stage.startWorker();
  const load = (seconds: number) => ({
    stream: {
      numbers: [stage.echoingNumber],
      people: REPLY.people,
      events: REPLY.perSecond * seconds,
      batches: 'single' as const,
    },
    webhooksPerSecond: REPLY.perSecond,
    connections: 16,
    tellTimes: true,
  });
  doing('warm-up');
  await stage.send(load(3));
  await stage.quiet(QUIET_WITHIN_MS);
  doing(`${REPLY.perSecond}/s for ${REPLY.seconds} s`);
  const sent = await stage.send(load(REPLY.seconds));
  await stage.quiet(QUIET_WITHIN_MS);
  await stage.stopWorker();
  const waits = await waitsOf(stage, sent, { replied: true, from: 'due' });
  const figures = {
    ...acknowledged(sent),
    p50ToReplyMs: waits.at(0.5),
    p99ToReplyMs: waits.at(0.99),
    replies: waits.count,
  };
  const problems = [
    ...refusals(sent),
    ...(waits.count < sent.events ? [`${waits.count} replies to ${sent.events} messages`] : []),
    ...(waits.at(0.5) > REPLY.maxMs ? [`p50 to the reply was ${Math.round(waits.at(0.5))} ms`] : []),
  ];
  return { figures, problems, summary: `${Math.round(waits.at(0.5))} ms to the reply (p50)` };
}

/** How long each accepted message waited for its commit, from when it was due, or from its answer. */
async function waitsOf(
  stage: Stage,
  { times }: LoadResult,
  { replied, from }: { replied: boolean; from: 'due' | 'answered' },
): Promise<{ count: number; at: (share: number) => number }> {
  const commits = await readCommits(
    stage.db,
    times.map(([wamid]) => wamid),
    { replied },
  );
  const waits = times
    .flatMap(([wamid, due, answered]) => {
      const committed = commits.get(wamid);
      return committed === undefined ? [] : [Math.max(0, committed - (from === 'due' ? due : answered))];
    })
    .sort((one, other) => one - other);
  const at = (share: number) =>
    waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN;
  return { count: waits.length, at };
}

function acknowledged({ events, webhooks, p50Ms, p99Ms, maxMs }: LoadResult): Figures {
  return { events, webhooks, p50Ms, p99Ms, maxMs };
}

function troubles(sent: LoadResult, applied: number, violations: number): string[] {
  return [
    ...refusals(sent),
    ...(applied < sent.events ? [`${sent.events - applied} of ${sent.events} events were not applied`] : []),
    ...(violations > 0 ? [`${violations} messages are in the wrong order`] : []),
    ...(violations > 0 && sent.overlaps > 0
      ? [`(of people whose next message was sent before their last was answered: ${sent.overlaps})`]
      : []),
  ];
}

function refusals({ refused, broken }: LoadResult): string[] {
  return refused + broken > 0 ? [`${refused} webhooks were refused, ${broken} connections broke`] : [];
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
