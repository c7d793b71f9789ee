// A process of its own, so that generating load does not share an event loop with anything that is measured.
import autocannon from 'autocannon';
import type { Reader } from './data.ts';

const [url = '', readersJson = '[]', connections = '16', seconds = '5'] = process.argv.slice(2);
const readers = JSON.parse(readersJson) as Reader[];

let client = 0;
const result = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
  // Each connection is one person, so that all tenants are asked at the same time.
  setupClient: (connection) => {
    const { tenantSlug = '', sessionToken = '' } = readers[client % readers.length] ?? {};
    client += 1;
    connection.setHeaders({ cookie: `parley=${sessionToken}`, 'parley-tenant': tenantSlug });
  },
});

process.stdout.write(
  JSON.stringify({
    requestsPerSecond: result.requests.average,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    refused: result.non2xx,
    errors: result.errors,
  }),
);
