import { readApplied, readAge } from '../readings.ts';
import {
  acknowledged,
  idsOf,
  MIXED_EVENTS_PER_WEBHOOK,
  QUIET_WITHIN_MS,
  troubles,
  type Measure,
} from './part.ts';

const SUSTAINED = {
  eventsPerSecond: 2_200,
  seconds: 20,
  numbers: 20,
  people: 250,
  least: 2_000,
  maxAgeMs: 2_000,
};

/** Open loop, mixed batches, a worker that runs: does it keep up, and in order? */
export const sustained: Measure = async (stage, doing) => {
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
  const ageMs = await readAge(stage.db);
  await stage.quiet(QUIET_WITHIN_MS);
  await stage.stopWorker();
  const ids = idsOf(numbers);
  const during = await readApplied(stage.db, ids, sent.startedAt, sent.endedAt);
  const all = await readApplied(stage.db, ids, sent.startedAt);
  const perSecond = during.messages / ((sent.endedAt - sent.startedAt) / 1000);
  const figures = {
    ...acknowledged(sent),
    eventsPerSecond: perSecond,
    ageAtEndMs: ageMs,
    orderViolations: all.violations,
  };
  const problems = [
    ...troubles(sent, all.messages, all.violations),
    ...(perSecond < SUSTAINED.least
      ? [`${Math.round(perSecond)} events/s applied, fewer than ${SUSTAINED.least}`]
      : []),
    ...(ageMs > SUSTAINED.maxAgeMs ? [`the oldest event waited ${Math.round(ageMs)} ms at the end`] : []),
  ];
  return { figures, problems, summary: `${Math.round(perSecond)} events/s applied` };
};
