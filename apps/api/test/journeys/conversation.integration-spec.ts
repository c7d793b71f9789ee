import { eventually } from '../support/eventually';
import { nowInSeconds, postSigned, textWebhook } from '../support/meta';
import { describeWithRedis, TestRedis } from '../support/redis';
import { Product } from '../support/product';

interface MessageView {
  direction: string;
  text: string;
  state: string;
}

describeConversation('one message through the house', () => ({}));

describeWithRedis('where there is a redis-server', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(() => redis.stop());

  describeConversation('one message through the house, over Redis', () => ({ REDIS_URL: redis.url }));
});

function describeConversation(name: string, settings: () => Record<string, string>): void {
  describe(name, () => {
    let product: Product;

    beforeAll(async () => {
      product = await Product.create(settings());
      await product.startApi();
      await product.startSimulator();
      await product.startWorker();
    });
    afterAll(() => product.stop());

    it('is stored, echoed, accepted by Meta and read, with nothing to complain about', async () => {
      const timestamp = nowInSeconds();
      const answer = await postSigned(
        product.apiUrl,
        textWebhook({ body: 'hello سلام 👋', from: '16505550001', timestamp }),
      );
      expect(answer.status).toBe(200);

      const messages = await eventually('the echo was read', async () => {
        const found = await messagesOf('+16505550001');
        return found[0]?.state === 'read' && found;
      });

      expect(product.complaints()).toEqual([]);
      expect(messages.map(({ direction }) => direction)).toEqual(['outbound', 'inbound']);
      expect(messages[0]?.text).toMatch(/^Message received at \d{4}-\d\d-\d\dT[\d:.]+Z: hello سلام 👋$/);
      expect(messages[1]).toMatchObject({ text: 'hello سلام 👋', state: 'received' });
    });

    async function messagesOf(phone: string): Promise<MessageView[]> {
      const list = await get<{ data: { id: string; contact: { phone: string } }[] }>('/api/v1/conversations');
      const conversation = list.data.find(({ contact }) => contact.phone === phone);
      if (conversation === undefined) return [];
      return (await get<{ data: MessageView[] }>(`/api/v1/conversations/${conversation.id}/messages`)).data;
    }

    async function get<T>(path: string): Promise<T> {
      return (await product.as().get<T>(path)).body;
    }
  });
}
