// A process of its own, so that generating load does not share an event loop with anything that is measured.
import autocannon from 'autocannon';
import { DEMO } from '../../instance/environment.ts';
import { signedTextPayloads } from './payloads.ts';

const [url = '', appSecret = '', connections = '64', seconds = '5', perConnection = '50'] =
  process.argv.slice(2);
const count = Number(connections) * Number(perConnection);
const requests = signedTextPayloads({
  count,
  appSecret,
  phoneNumberId: DEMO.phoneNumberId,
  wabaId: DEMO.wabaId,
}).map(({ body, signature }) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
  body,
}));

let client = 0;
const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  // Each connection sends payloads of its own, so that no two requests on the way are the same.
  setupClient: (connection) => {
    const first = client * Number(perConnection);
    connection.setRequests(requests.slice(first, first + Number(perConnection)));
    client += 1;
  },
});

process.stdout.write(
  JSON.stringify({
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    accepted: result['2xx'],
    refused: result.non2xx,
    errors: result.errors,
  }),
);
