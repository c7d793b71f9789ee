// A process of its own: webhooks arrive when they arrive, whether or not the ones before are answered, and each one's
// latency counts from the moment at which it was to arrive. So a stall is seen by all who come during it.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO } from '../../instance/environment.ts';
import { poissonArrivals, quantile } from './arrivals.ts';
import { signedTextPayloads, type SignedPayload } from './payloads.ts';

const [url = '', appSecret = '', perSecond = '1000', seconds = '10'] = process.argv.slice(2);
const arrivals = poissonArrivals(Number(perSecond), Number(seconds));
const payloads = signedTextPayloads({
  count: arrivals.length,
  appSecret,
  phoneNumberId: DEMO.phoneNumberId,
  wabaId: DEMO.wabaId,
});
const agent = new Agent({ keepAlive: true });

const latencies: number[] = [];
const counts = { accepted: 0, refused: 0, errors: 0 };
const underWay: Promise<void>[] = [];
const start = performance.now();
for (const [index, arrival] of arrivals.entries()) {
  const early = start + arrival - performance.now();
  if (early > 0) await pause(early);
  underWay.push(post(payloads[index] as SignedPayload, start + arrival));
}
await Promise.all(underWay);
agent.destroy();

process.stdout.write(
  JSON.stringify({
    requestsPerSecond: counts.accepted / ((performance.now() - start) / 1_000),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxMs: quantile(latencies, 1),
    ...counts,
  }),
);

function post({ body, signature }: SignedPayload, scheduled: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (outcome: keyof typeof counts) => () => {
      counts[outcome] += 1;
      latencies.push(performance.now() - scheduled);
      resolve();
    };
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', end(response.statusCode === 200 ? 'accepted' : 'refused'));
    })
      .once('error', end('errors'))
      .end(body);
  });
}
