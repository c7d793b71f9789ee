import { readApplied } from '../readings.ts';
import { idsOf, MIXED_EVENTS_PER_WEBHOOK, QUIET_WITHIN_MS, troubles, waitsOf, type Measure } from './part.ts';

const FAIRNESS = { backlog: 50_000, tenants: 49, eventsEach: 200, seconds: 10, maxWaitMs: 2_000 };

/** One tenant's backlog, and the trickle of others who come after it. */
export const fairness: Measure = async (stage, doing) => {
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
  const backlogApplied = await readApplied(stage.db, idsOf(noisy), sent.startedAt);
  const othersApplied = await readApplied(stage.db, idsOf(small), others.startedAt);
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
};
