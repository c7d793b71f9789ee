import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inboxIsEmpty } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { newOperator, OPERATOR } from '../support/operator';
import { Product } from '../support/product';

const FIXTURES = resolve(__dirname, '../../src/adapters/whatsapp/fixtures');

interface Event {
  readonly kind: string;
  readonly produced: { readonly kind: string; readonly id: string | null } | null;
}

describe('the log of webhooks shows what came of', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
    await postSigned(product.apiUrl, textWebhook());
    await inboxIsEmpty(product.database);
  });
  afterAll(() => product.stop());

  it.each([
    ['news of the account', 'template-status.json', 'account', 'account_event'],
    ['what a person allows', 'preference-stop.json', 'preference', 'contact_preference'],
    ['a number that changed', 'system-number-changed.json', 'message', 'message'],
    ['news of a person', 'saved-contacts.json', 'person', 'contact'],
    ['a status', 'status-delivered-v24.json', 'status', 'message_status'],
    ['a message', 'text.json', 'message', 'message'],
  ])('%s', async (_what, fixture, kind, table) => {
    await postSigned(product.apiUrl, readFileSync(resolve(FIXTURES, fixture)));
    await inboxIsEmpty(product.database);
    const [newest] = await product.database.query<{ id: string }>(
      'SELECT id FROM webhook_delivery ORDER BY id DESC LIMIT 1',
    );
    const { client } = newOperator(product);
    const { body } = await client.get<{ events: Event[] }>(`${OPERATOR}/webhook-deliveries/${newest?.id}`);
    expect(body.events.map((event) => event.kind)).toContain(kind);
    for (const event of body.events.filter((one) => one.kind === kind)) {
      const rows = await product.database.query(`SELECT 1 FROM ${table} WHERE id = $1 AND tenant_id = $2`, [
        event.produced?.id,
        product.tenantId,
      ]);
      expect([event.produced?.kind, rows.length]).toEqual([kind, 1]);
    }
  });
});
