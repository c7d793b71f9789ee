import { eventually } from '../support/eventually';
import { newWamid, postSigned, textWebhook } from '../support/meta';
import { freePort, ProductProcess } from '../support/processes';
import { Product } from '../support/product';

const WEBHOOKS = 1_000;
const SENDERS = 16;

describe('sudden death', () => {
  let product: Product;
  let api: ProductProcess;
  let worker: ProductProcess;

  beforeAll(async () => {
    product = await Product.create();
    const port = await freePort();
    product.apiUrl = `http://127.0.0.1:${port}`;
    await product.startSimulator();
    const environment = { ...product.environmentVariables(), PORT: String(port), LOG_LEVEL: 'error' };
    api = await ProductProcess.start('main.js', environment);
    worker = await ProductProcess.start('worker.js', environment);
  });
  afterAll(async () => {
    await Promise.all([api?.stop(), worker?.stop()]);
    await product.stop();
  });

  it.each([
    ['api', () => api],
    ['worker', () => worker],
  ] as const)(
    'of the %s in the middle of 1,000 webhooks loses none that was answered 200, and doubles none',
    async (_name, victim) => {
      const acknowledged = await postWhileDying(victim());

      expect(acknowledged.length).toBeGreaterThan(WEBHOOKS / 2);
      await eventually(
        'everything acknowledged is there',
        async () => (await missing(acknowledged)).length === 0,
        60_000,
      );
      expect(await doubled(acknowledged)).toEqual([]);
      await everyEchoOnce(acknowledged);
    },
    120_000,
  );

  /** Posts all webhooks and kills the process at half of them; answers the wamids that got a 200. */
  async function postWhileDying(victim: ProductProcess): Promise<string[]> {
    const wamids = Array.from({ length: WEBHOOKS }, newWamid);
    const acknowledged: string[] = [];
    let death: Promise<void> | undefined;
    const sendNext = async (): Promise<void> => {
      for (let id = wamids.pop(); id !== undefined; id = wamids.pop()) {
        const answer = await postSigned(product.apiUrl, textWebhook({ id, from: phoneOf(id) })).catch(
          () => undefined,
        );
        if (answer?.status === 200) acknowledged.push(id);
        if (wamids.length === WEBHOOKS / 2) death = victim.kill().then(() => victim.start());
        if (answer === undefined) await death;
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sendNext));
    await death;
    return acknowledged;
  }

  async function missing(wamids: readonly string[]): Promise<string[]> {
    const rows = await product.database.query<{ wamid: string }>(
      `SELECT given AS wamid FROM unnest($1::text[]) AS given
       WHERE NOT EXISTS (SELECT 1 FROM message WHERE provider_message_id = given)`,
      [wamids],
    );
    return rows.map(({ wamid }) => wamid);
  }

  async function doubled(wamids: readonly string[]): Promise<unknown[]> {
    return product.database.query(
      `SELECT provider_message_id FROM message WHERE provider_message_id = ANY ($1) GROUP BY 1 HAVING count(*) > 1`,
      [wamids],
    );
  }

  /** By the simulator's own book: each received message was echoed, and none twice. */
  async function everyEchoOnce(wamids: readonly string[]): Promise<void> {
    const echoes = await product.database.query<{ id: string; state: string }>(
      `SELECT echo.id, echo.state FROM message received
       JOIN message echo ON echo.idempotency_key = 'echo:' || received.id
       WHERE received.provider_message_id = ANY ($1)`,
      [wamids],
    );
    expect(echoes.length).toBe(wamids.length);
    const sent = await sendsPerMessage();
    expect([...sent.values()].filter((count) => count > 1)).toEqual([]);
  }

  async function sendsPerMessage(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    let after = 0;
    for (;;) {
      const response = await fetch(`${product.simulatorUrl}/sim/ledger?after=${after}&limit=1000`);
      const { entries, lastSeq } = (await response.json()) as { entries: LedgerEntry[]; lastSeq: number };
      for (const { kind, callbackData } of entries) {
        if (kind === 'graph.accepted' && callbackData)
          counts.set(callbackData, (counts.get(callbackData) ?? 0) + 1);
      }
      const last = entries.at(-1)?.seq ?? lastSeq;
      if (last >= lastSeq) return counts;
      after = last;
    }
  }
});

interface LedgerEntry {
  seq: number;
  kind: string;
  callbackData?: string | null;
}

/** Fifty people, so that the lanes have work side by side. */
function phoneOf(wamid: string): string {
  return `1650555${String(Number(/X(\d+)=/.exec(wamid)?.[1]) % 50).padStart(4, '0')}`;
}
