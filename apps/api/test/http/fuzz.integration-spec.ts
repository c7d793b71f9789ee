import fc from 'fast-check';
import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Operation, OpenApi, junkOperationsOf, Sent } from '../support/junk';
import { postSigned, textWebhook } from '../support/meta';
import { newPerson, newSession } from '../support/people';
import { Product } from '../support/product';

const RUNS_PER_OPERATION = 20;
/** The same junk every time; FUZZ_SEED=... for other junk. A failure names its seed. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121);

describe('junk, at every operation of the document', () => {
  let product: Product;
  let operations: Operation[];
  let ids: string[];
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352242923');
    await product.startApi();
    await product.startWorker();
    await product.person('owner');
    operations = junkOperationsOf(
      (await (await fetch(`${product.apiUrl}/api/openapi.json`)).json()) as OpenApi,
    );
    await postSigned(product.apiUrl, textWebhook());
    ids = await eventually('there is a conversation', async () => {
      const rows = await product.database.query<{ id: string }>(
        `SELECT id FROM conversation UNION ALL (SELECT id FROM channel LIMIT 1) UNION ALL (SELECT id FROM membership LIMIT 1)`,
      );
      return rows.length >= 3 && rows.map(({ id }) => id);
    });
  });
  afterAll(() => product.stop());

  /** An owner whom nobody has seen yet: some operations end a session, or a membership. */
  async function newOwner(): Promise<() => Promise<Client>> {
    const person = await newPerson(product.database, {
      name: `Owner ${++serial}`,
      membership: { role: 'owner', tenantSlug: 'demo' },
      isOperator: true,
    });
    return async () => {
      const sessionToken = await newSession(product.database, person.userId);
      return product.signedIn(() => Promise.resolve({ ...person, sessionToken }), 'demo');
    };
  }

  async function statusOf(client: Client, { path, ...request }: Sent): Promise<number> {
    const abort = new AbortController();
    const answer = await client.fetch(path, { ...request, signal: abort.signal } as RequestInit);
    const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const text = isStream ? '' : await answer.text();
    // A stream of events never ends.
    abort.abort();
    if (answer.status >= 400) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(text)).toMatchObject({
        status: answer.status,
        code: expect.stringMatching(/^[a-z_]+$/) as string,
      });
    }
    return answer.status;
  }

  it('is refused or taken, and is never a failure of ours', async () => {
    const seen: Record<string, Record<number, number>> = {};
    const failures: unknown[] = [];
    for (const operation of operations) {
      const signIn = await newOwner();
      const statuses: Record<number, number> = (seen[operation.id] = {});
      const property = fc.asyncProperty(operation.junk(ids), async (sent) => {
        const status = await statusOf(await signIn(), sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status >= 500) throw new Error(`${operation.id} answered ${status}: ${lastFailure()}`);
      });
      const bounds = { seed: SEED, numRuns: RUNS_PER_OPERATION, interruptAfterTimeLimit: 60_000 };
      await fc.assert(property, bounds).catch((failure: unknown) => failures.push(failure));
    }
    // All of them at once, each with its seed and the smallest junk that does it.
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n\n'));
    // Junk that never gets past the first check would prove little.
    const accepted = Object.values(seen).filter((statuses) =>
      Object.keys(statuses).some((status) => status < '300'),
    );
    expect(accepted.length).toBeGreaterThan(operations.length / 3);
  }, 600_000);

  const lastFailure = (): string =>
    product.logLines.findLast((line) => line.includes('request failed')) ?? '';
});
