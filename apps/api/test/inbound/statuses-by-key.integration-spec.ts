import { forTenants } from '../../src/kernel/context';
import { StatusesRepository } from '../../src/messaging/messages/statuses.repository';
import { createDataSource } from '../../src/platform/database/data-source';
import { setTenants, SystemDatabase } from '../../src/platform/database/database';
import { inboxIsEmpty } from '../support/inbox';
import { messagesChange, postSigned, statusUpdate, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { ExplainedTransaction } from './explained-transaction';

describe('the news of one message', () => {
  let product: Product;
  let system: SystemDatabase;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
    system = new SystemDatabase(
      await createDataSource(product.database.systemUrl, 'statuses', 1).initialize(),
    );
  });
  afterAll(async () => {
    await system.source.destroy();
    await product.stop();
  });

  it('is written without reading the others, however many there are', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505551234' }));
    await inboxIsEmpty(product.database);
    await product.database.query(
      `INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, occurred_at, provider_message_id)
       SELECT tenant_id, gen_random_uuid(), channel_id, id, 'outbound', 'text', 'sending', now(), 'wamid.' || serial
       FROM conversation, generate_series(1, 3000) AS serial`,
    );
    await product.database.query('ANALYZE message');
    await postSigned(
      product.apiUrl,
      webhookOf(messagesChange({ statuses: [statusUpdate('wamid.7', 'sent')] })),
    );
    await inboxIsEmpty(product.database);
    const [channel] = await product.database.query<{ id: string }>('SELECT id FROM channel');
    const read = await system.preparedTransaction(async (transaction) => {
      await setTenants(transaction, [product.tenantId]);
      const explained = new ExplainedTransaction(transaction, /^\s*WITH told/);
      await forTenants([product.tenantId], () =>
        new StatusesRepository().applyToNewMessages(explained.asTransaction, [
          { tenantId: product.tenantId, channelId: channel?.id ?? '', providerMessageId: 'wamid.7' },
        ]),
      );
      return explained.rowsRead('message');
    });
    expect(read).toBeLessThan(20);
  });
});
