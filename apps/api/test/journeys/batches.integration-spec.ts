import { GraphStub } from '../support/graph-stub';
import { everythingSettled } from '../support/inbox';
import {
  messagesChange,
  META,
  newWamid,
  nowInSeconds,
  postSigned,
  statusUpdate,
  textMessage,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';

const OTHER_NUMBER = '106540352249997';
const IMAGES = 10;
const ALBUMS = 5;

describe('a webhook with many elements', () => {
  let product: Product;
  let graph: GraphStub;
  let other: string;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    other = await product.addTenant('other', OTHER_NUMBER, false);
    await product.startApi();
    // Two, as on two machines: they take turns, and nothing is done twice.
    await product.startWorker();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  it('for two tenants is applied whole, but for the one element that makes no sense', async () => {
    const numbers = [META.phoneNumberId, OTHER_NUMBER, META.phoneNumberId];
    const entries = [0, 1, 2].map((entry) => ({
      id: META.wabaId,
      changes: [0, 1, 2].map((change) => {
        const messages = [1, 2, 3, 4, 5].map((serial) =>
          textMessage({ from: `165055${entry}${change}00${serial}`, body: `${entry}.${change}.${serial}` }),
        );
        const statuses = ['sent', 'delivered', 'read', 'failed', 'warning'].map((status) =>
          statusUpdate(newWamid(), status),
        );
        if (entry === 1 && change === 1) delete messages[2]?.['id'];
        return messagesChange({ messages, statuses }, numbers[change]);
      }),
    }));
    await postSigned(product.apiUrl, { object: 'whatsapp_business_account', entry: entries });
    await everythingSettled(product.database);

    const [counts] = await product.database.query(
      `SELECT (SELECT count(*) FROM message WHERE direction = 'inbound' AND tenant_id = $1)::int AS ours,
         (SELECT count(*) FROM message WHERE direction = 'inbound' AND tenant_id = $2)::int AS theirs,
         (SELECT count(*) FROM message_status WHERE tenant_id = $1)::int AS "ourStatuses",
         (SELECT count(*) FROM message_status WHERE tenant_id = $2)::int AS "theirStatuses",
         (SELECT count(*) FROM inbox_event WHERE state = 'done')::int AS done`,
      [product.tenantId, other],
    );
    expect(counts).toEqual({ ours: 30, theirs: 14, ourStatuses: 30, theirStatuses: 15, done: 89 });
    const quarantined = await product.database.query('SELECT detail, payload FROM quarantine');
    expect(quarantined).toMatchObject([
      { detail: 'We do not understand a message without an id.', payload: { text: { body: '1.1.3' } } },
    ]);
  });

  it('goes to each tenant with what was written to its own number', async () => {
    const misplaced = await product.database.query(
      `SELECT 1 FROM message WHERE (split_part(text, '.', 2) = '1') <> (tenant_id = $1) AND direction = 'inbound'`,
      [other],
    );
    expect(misplaced).toEqual([]);
  });

  it('is echoed once for each message, where the echo is on', async () => {
    const ours = graph.requests.filter(({ phoneNumberId }) => phoneNumberId === META.phoneNumberId);
    expect(new Set(ours.map(({ to }) => to)).size).toBe(30);
    expect(graph.requests).toHaveLength(30);
  });

  it('or an album in many webhooks at once, of somebody new, makes one contact and one conversation', async () => {
    // Taking apart lingers before it commits, so that the two workers are at it at the same time.
    await product.database.query(`
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.1); RETURN NULL; END $$;
      CREATE TRIGGER linger AFTER INSERT ON inbox_event FOR EACH STATEMENT EXECUTE FUNCTION linger();`);
    const people = Array.from({ length: ALBUMS }, (_, index) => `1650555100${index}`);
    await Promise.all(
      people.flatMap((from) => albumOf(from).map((webhook) => postSigned(product.apiUrl, webhook))),
    );
    await everythingSettled(product.database);

    const albums = await product.database.query(
      `SELECT count(DISTINCT contact.id)::int AS contacts, count(DISTINCT conversation.id)::int AS conversations,
         count(*) FILTER (WHERE direction = 'inbound')::int AS images,
         count(*) FILTER (WHERE direction = 'outbound')::int AS echoes
       FROM contact LEFT JOIN conversation ON contact_id = contact.id LEFT JOIN message ON conversation_id = conversation.id
       WHERE contact.name LIKE 'Album%' GROUP BY contact.name`,
    );
    expect(albums).toEqual(
      people.map(() => ({ contacts: 1, conversations: 1, images: IMAGES, echoes: IMAGES })),
    );
    expect(product.complaints()).toEqual([]);
  });

  function albumOf(from: string): object[] {
    const timestamp = nowInSeconds();
    const contacts = [{ profile: { name: `Album of ${from}` }, wa_id: from }];
    return Array.from({ length: IMAGES }, (_, index) => {
      const image = { id: String(index), mime_type: 'image/jpeg', sha256: 'x', caption: `image ${index}` };
      const message = { from, id: newWamid(), timestamp, type: 'image', image };
      return webhookOf(messagesChange({ contacts, messages: [message] }));
    });
  }
});
