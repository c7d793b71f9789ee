import { everythingSettled } from '../support/inbox';
import { nowInSeconds, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

const PEOPLE = 7;

interface PageOf<T> {
  data: T[];
  nextCursor: string | null;
}

interface ConversationView {
  id: string;
  contact: { name: string; phone: string | null };
  channel: { id: string; name: string };
  lastMessage: { text: string | null; direction: string; state: string; type: string } | null;
  lastMessageAt: string;
}

interface MessageView {
  id: string;
  text: string | null;
  direction: string;
  occurredAt: string;
}

describe('reading conversations', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    const now = Number(nowInSeconds());
    for (let person = 0; person < PEOPLE; person++) {
      const timestamp = String(now - 1_000 + person);
      await postSigned(
        product.apiUrl,
        textWebhook({ from: `1650555008${person}`, name: `Person ${person}`, body: `${person}`, timestamp }),
      );
    }
    // All in one second, so that only the id tells them apart.
    const timestamp = String(now - 5_000);
    for (let serial = 0; serial < 5; serial++) {
      await postSigned(product.apiUrl, textWebhook({ from: '16505550089', name: 'Writer', timestamp }));
    }
    await everythingSettled(product.database);
  });
  afterAll(() => product.stop());

  async function page<T>(path: string): Promise<PageOf<T>> {
    const answer = await product.as().get<PageOf<T>>(path);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  async function conversationWith(name: string): Promise<ConversationView | undefined> {
    const { data } = await page<ConversationView>('/api/v1/conversations?limit=100');
    return data.find(({ contact }) => contact.name === name);
  }

  async function pages<T>(path: string, limit: number): Promise<T[][]> {
    const found: T[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { data, nextCursor }: PageOf<T> = await page<T>(path + query);
      found.push(data);
      cursor = nextCursor;
    }
    return found;
  }

  it('begins with the newest activity', async () => {
    const { data } = await page<ConversationView>('/api/v1/conversations');
    const times = data.map(({ lastMessageAt }) => lastMessageAt);
    expect(times).toEqual([...times].sort().reverse());
    const people = data.map(({ contact }) => contact.name).filter((name) => name.startsWith('Person'));
    expect(people).toEqual(Array.from({ length: PEOPLE }, (_, index) => `Person ${index}`).reverse());
  });

  it('shows who, on which channel, and the last message', async () => {
    const conversation = await conversationWith('Person 6');
    expect(conversation).toMatchObject({
      contact: { name: 'Person 6', phone: '+16505550086' },
      channel: { name: 'Support' },
      lastMessage: { text: '6', direction: 'inbound', state: 'received', type: 'text' },
    });
    const alone = await product.as().get(`/api/v1/conversations/${conversation?.id}`);
    expect(alone.body).toEqual(conversation);
  });

  it.each([1, 2, 3, 7, 8, 9, 100])('goes through all of them once, %i at a time', async (limit) => {
    const found = await pages<ConversationView>('/api/v1/conversations', limit);
    const ids = found.flat().map(({ id }) => id);
    const rows = await product.database.query<{ id: string }>('SELECT id FROM conversation');
    expect([...ids].sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(found.every(({ length }) => length <= limit && length > 0)).toBe(true);
  });

  it.each([1, 2, 5])(
    'goes through messages of one second once, newest first, %i at a time',
    async (limit) => {
      const { data } = await page<ConversationView>('/api/v1/conversations');
      const writer = data.find(({ contact }) => contact.name === 'Writer');
      const found = (await pages<MessageView>(`/api/v1/conversations/${writer?.id}/messages`, limit)).flat();
      expect(new Set(found.map(({ id }) => id)).size).toBe(5);
      const keys = found.map(({ occurredAt, id }) => `${occurredAt} ${id}`);
      expect(keys).toEqual([...keys].sort().reverse());
    },
  );

  it('shows the first 200 characters of a long last message, and all of it in the conversation', async () => {
    await postSigned(
      product.apiUrl,
      textWebhook({ from: '16505550098', name: 'Poet', body: 'y'.repeat(300) }),
    );
    await everythingSettled(product.database);
    const conversation = await conversationWith('Poet');
    expect(conversation?.lastMessage?.text).toBe('y'.repeat(200));
    const messages = await page<MessageView>(`/api/v1/conversations/${conversation?.id}/messages?limit=1`);
    expect(messages.data[0]?.text).toBe('y'.repeat(300));
  });

  it('stays at the place where it was when something new comes between two pages', async () => {
    const first = await page<ConversationView>('/api/v1/conversations?limit=3');
    await postSigned(product.apiUrl, textWebhook({ from: '16505550099', name: 'Newcomer' }));
    await everythingSettled(product.database);
    const second = await page<ConversationView>(`/api/v1/conversations?limit=3&cursor=${first.nextCursor}`);
    const seen = [...first.data, ...second.data].map(({ id }) => id);
    expect(new Set(seen).size).toBe(6);
  });

  it('begins with who the tenant is and which channels it has', async () => {
    const tenant = await product.as().get('/api/v1/tenant');
    expect(tenant.body).toMatchObject({ id: product.tenantId, slug: 'demo', name: 'demo' });
    const { data } = await page<object>('/api/v1/channels');
    expect(data).toMatchObject([
      {
        id: expect.any(String) as string,
        name: 'Support',
        provider: 'whatsapp',
        displayPhoneNumber: '+15550100042',
        echoEnabled: false,
      },
    ]);
  });
});
