import { GraphStub } from '../support/graph-stub';
import { everythingSettled } from '../support/inbox';
import { messagesChange, newWamid, nowInSeconds, postSigned, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const IMAGES = 10;
const ALBUMS = 5;

describe('an album', () => {
  let product: Product;
  let graph: GraphStub;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.startApi();
    // Two, as on two machines: they take turns, and nothing is done twice.
    await product.startWorker();
    await product.startWorker();
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  it('in many webhooks at once, of somebody new, makes one contact and one conversation', async () => {
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
