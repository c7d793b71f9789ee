import { acknowledged, QUIET_WITHIN_MS, refusals, waitsOf, type Measure } from './part.ts';

const REPLY = { perSecond: 50, seconds: 15, people: 100, maxMs: 50 };

/** From the POST to the commit of the reply's row. */
export const reply: Measure = async (stage, doing) => {
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
};
