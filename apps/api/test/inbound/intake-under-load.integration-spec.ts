import { signBody, toWireBytes } from '@parley/whatsapp-cloud';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from '../../src/composition';
import { readEnvironment } from '../../src/platform/config/configuration';
import { createHttpServer } from '../../src/platform/http/http-server';
import { createLogger } from '../../src/platform/telemetry/logger';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { sendUntilTaken, signed } from '../support/many-webhooks';
import {
  messagesChange,
  META,
  newWamid,
  postRaw,
  statusUpdate,
  textMessage,
  textWebhook,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';

type Outcome = number | 'broken';

/** Meta, as it keeps sending: each webhook again until it is answered 200. */
class Sender {
  readonly outcomes: Outcome[] = [];
  /** The wamids of what was answered 200. */
  readonly acknowledged: string[] = [];
  private isStopped = false;
  private readonly loops: Promise<void>[];

  constructor(
    public apiUrl: string,
    public appSecret = META.appSecret,
  ) {
    this.loops = Array.from({ length: 8 }, () => this.loop());
  }

  /** Resolves when so many more are acknowledged. @throws when one is not believed to be Meta's */
  async goesOn(count = 200): Promise<void> {
    const goal = this.acknowledged.length + count;
    await eventually(`${goal} are acknowledged`, () => {
      expect(this.outcomes).not.toContain(401);
      return this.acknowledged.length >= goal;
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.loops);
  }

  private async loop(): Promise<void> {
    while (!this.isStopped) {
      const id = newWamid();
      const body = toWireBytes(textWebhook({ id }));
      let outcome: Outcome = 'broken';
      while (outcome !== 200 && !this.isStopped) {
        outcome = await this.send(body);
        this.outcomes.push(outcome);
      }
      if (outcome === 200) this.acknowledged.push(id);
    }
  }

  private send(body: Buffer): Promise<Outcome> {
    const headers = { 'x-hub-signature-256': signBody(body, this.appSecret) };
    return postRaw(this.apiUrl, body, headers).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 'broken' as const,
    );
  }
}

describe('webhooks that keep coming', () => {
  let product: Product;

  beforeEach(async () => (product = await Product.create()));
  afterEach(() => product.stop());

  /** The wamids in the stored webhooks, as often as they are there. */
  const storedIds = async () =>
    (
      await product.database.query<{ id: string }>(
        `SELECT convert_from(body, 'UTF8')::jsonb #>> '{entry,0,changes,0,value,messages,0,id}' AS id FROM webhook_delivery`,
      )
    ).map(({ id }) => id);

  it('are all taken while the app secret is changed: the new one beside the old one, then alone', async () => {
    product.set('WHATSAPP_APP_SECRETS', META.olderAppSecret);
    await product.startApi();
    const meta = new Sender(product.apiUrl, META.olderAppSecret);
    await meta.goesOn();

    product.set('WHATSAPP_APP_SECRETS', `${META.appSecret},${META.olderAppSecret}`);
    await product.startApi();
    meta.apiUrl = product.apiUrl;
    await meta.goesOn();

    meta.appSecret = META.appSecret;
    await meta.goesOn();

    product.set('WHATSAPP_APP_SECRETS', META.appSecret);
    await product.startApi();
    meta.apiUrl = product.apiUrl;
    await meta.goesOn();

    await meta.stop();
    // While the next process starts within this one, it may be too busy for a moment, and says so.
    expect(new Set(meta.outcomes.filter((outcome) => outcome !== 503))).toEqual(new Set([200]));
    expect(new Set(await storedIds())).toEqual(new Set(meta.acknowledged));
    const secrets = await product.database.query('SELECT DISTINCT signed_with FROM webhook_delivery');
    expect(secrets).toHaveLength(2);
  });

  it('are each answered while the process stops: what is committed is answered 200, and what is not is not', async () => {
    for (let round = 0; round < 3; round += 1) {
      const api = await anotherApi();
      const meta = new Sender((await api.getUrl()).replace('localhost', '127.0.0.1'));
      await meta.goesOn(50);
      await api.close();
      await eventually('nobody listens', () => meta.outcomes.at(-1) === 'broken');
      await meta.stop();
      expect(new Set(meta.outcomes)).toEqual(
        new Set([200, 'broken', ...(meta.outcomes.includes(503) ? [503] : [])]),
      );
      const stored = await storedIds();
      expect([...stored].sort()).toEqual([...meta.acknowledged].sort());
      await product.database.query('TRUNCATE webhook_delivery');
    }
  });

  /** One that the test itself stops. */
  async function anotherApi(): Promise<NestFastifyApplication> {
    const environment = readEnvironment(product.environmentVariables());
    const logger = createLogger('api', 'fatal', { write: () => undefined });
    const app = await createHttpServer(ApiModule.with(environment, logger), environment, logger);
    await app.listen({ host: '127.0.0.1', port: 0 });
    return app;
  }

  it('change nothing when they come again: 1,000 of them, each ten times more', async () => {
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    const webhooks = Array.from({ length: 1_000 }, (_, index) => signed(toWireBytes(webhook(index))));

    await sendUntilTaken(product.apiUrl, webhooks);
    await inboxIsEmpty(product.database, 90_000);
    const once = await rows();
    expect(once).toMatchObject({ message: 1_000, contact: 100, conversation: 100, message_status: 1_000 });

    for (let round = 0; round < 10; round += 1) await sendUntilTaken(product.apiUrl, webhooks);
    await inboxIsEmpty(product.database, 90_000);
    expect(await rows()).toEqual(once);
  }, 300_000);

  /** Each brings a text, every second one also what became of a message of ours; each person writes ten times. */
  function webhook(index: number): object {
    const from = String(16_505_560_000 + (index % 100));
    if (index % 2 === 0) return textWebhook({ from, id: `wamid.REPLAY${index}`, body: `number ${index}` });
    const contacts = [{ profile: { name: 'Ana' }, wa_id: from }];
    const messages = [textMessage({ from, id: `wamid.REPLAY${index}` })];
    const statuses = ['sent', 'delivered'].map((status) => statusUpdate(`wamid.OURS${index}`, status));
    return webhookOf(messagesChange({ contacts, messages }), messagesChange({ statuses }));
  }

  async function rows(): Promise<Record<string, number>> {
    const tables = [
      'message',
      'contact',
      'contact_identity',
      'conversation',
      'message_status',
      'dead_letter',
    ];
    const [counts] = await product.database.query<Record<string, number>>(
      `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}`,
    );
    return counts ?? {};
  }
});
