import { GraphStub } from '../support/graph-stub';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { messagesChange, postSigned, textMessage, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const CROWD = 200;

interface Letter {
  stage: string;
  reason: string;
  ordinal: number;
  attempts: number;
  body: Buffer | null;
}

describe('an event that cannot be applied', () => {
  let product: Product;
  let graph: GraphStub;

  beforeAll(async () => {
    graph = await GraphStub.start();
    product = await Product.create({ WHATSAPP_GRAPH_URL: graph.url });
    await product.startApi();
    await product.startWorker();
    // Whoever writes "deadly" or explodes "lethal" loses its connection in the middle, as if it had died.
    await product.database.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this row is poison'; END $$;
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NEW; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.text = 'poison' AND NEW.direction = 'inbound') EXECUTE FUNCTION refuse();
      CREATE TRIGGER deadly BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.text = 'deadly' AND NEW.direction = 'inbound') EXECUTE FUNCTION die();
      CREATE TRIGGER lethal BEFORE INSERT ON inbox_event FOR EACH ROW
        WHEN (NEW.element->>'text' = 'lethal') EXECUTE FUNCTION die();`);
  });
  afterAll(async () => {
    await product.stop();
    await graph.stop();
  });

  const crowd = (text: string): object[] =>
    Array.from({ length: CROWD }, (_, person) =>
      textMessage({ from: `165057${String(person).padStart(5, '0')}`, body: text }),
    );

  const post = (messages: object[]): Promise<Response> =>
    postSigned(product.apiUrl, webhookOf(messagesChange({ messages })));

  function letters(text: string): Promise<Letter[]> {
    return product.database.query<Letter>(
      `SELECT stage, reason, ordinal, attempts, body FROM dead_letter
       WHERE element->>'text' = $1 OR convert_from(body, 'utf8') LIKE '%"body":"' || $1 || '"%'`,
      [text],
    );
  }

  async function textsFrom(phone: string): Promise<(string | null)[]> {
    const messages = await messagesWith(product.database, phone);
    return messages.filter(({ direction }) => direction === 'inbound').map(({ text }) => text);
  }

  it('holds up the one who wrote it until it is given up, and nobody else', async () => {
    const from = '16505580001';
    await post([
      textMessage({ from, body: 'before' }),
      textMessage({ from, body: 'poison' }),
      textMessage({ from, body: 'after' }),
      ...crowd('meanwhile'),
    ]);
    await inboxIsEmpty(product.database, 90_000);

    expect(await textsFrom(from)).toEqual(['before', 'after']);
    expect(await letters('poison')).toMatchObject([
      { stage: 'apply', reason: 'apply_failed', ordinal: 1, attempts: 3, body: null },
    ]);
    const [order] = await product.database.query(
      `SELECT bool_and(applied_at > created_at) FILTER (WHERE element->>'text' = 'after') AS "itsFollowerCameAfter",
         bool_and(applied_at < created_at) FILTER (WHERE element->>'text' = 'meanwhile') AS "theOthersCameBefore",
         count(*) FILTER (WHERE element->>'text' = 'meanwhile')::int AS others,
         max(attempts) FILTER (WHERE element->>'text' <> 'poison') AS "attemptsOfTheOthers"
       FROM inbox_event, (SELECT created_at FROM dead_letter WHERE element->>'text' = 'poison') AS letter`,
    );
    expect(order).toEqual({
      itsFollowerCameAfter: true,
      theOthersCameBefore: true,
      others: CROWD,
      attemptsOfTheOthers: 0,
    });
  }, 120_000);

  it('is given up after three deaths of those who apply it, and costs nobody else a message', async () => {
    const from = '16505580002';
    await post([
      ...crowd('with it').slice(0, CROWD / 2),
      textMessage({ from, body: 'deadly' }),
      textMessage({ from, body: 'alive' }),
      ...crowd('with it').slice(CROWD / 2),
    ]);
    await inboxIsEmpty(product.database, 90_000);

    expect(await letters('deadly')).toMatchObject([{ stage: 'apply', reason: 'crashed', attempts: 3 }]);
    expect(await textsFrom(from)).toEqual(['alive']);
    const [others] = await product.database.query(`SELECT count(*)::int FROM message WHERE text = 'with it'`);
    expect(others).toEqual({ count: CROWD });
    await eventually('its lane is trusted again', async () => {
      const suspect = await product.database.query('SELECT 1 FROM lane WHERE attempts > 0');
      return suspect.length === 0;
    });
  }, 120_000);

  it('makes its webhook a dead letter when it is deadly to explode, with the bytes, and no other webhook', async () => {
    await Promise.all([
      ...Array.from({ length: 20 }, (_, person) =>
        postSigned(product.apiUrl, textWebhook({ from: `1650559${1000 + person}`, body: 'beside it' })),
      ),
      postSigned(product.apiUrl, textWebhook({ from: '16505580003', body: 'lethal' })),
    ]);
    await inboxIsEmpty(product.database, 90_000);

    expect(await letters('lethal')).toMatchObject([
      { stage: 'explode', reason: 'crashed', ordinal: -1, attempts: 3, body: expect.any(Buffer) as unknown },
    ]);
    const [others] = await product.database.query(
      `SELECT count(*)::int FROM message WHERE text = 'beside it'`,
    );
    expect(others).toEqual({ count: 20 });
  }, 120_000);

  it('is kept apart from the others even where every second one is poison', async () => {
    const messages = Array.from({ length: 100 }, (_, person) => [
      textMessage({ from: `165054${String(person).padStart(5, '0')}`, body: 'poison' }),
      textMessage({ from: `165053${String(person).padStart(5, '0')}`, body: 'sound' }),
    ]).flat();
    await post(messages);
    await inboxIsEmpty(product.database, 90_000);
    const [sound] = await product.database.query(`SELECT count(*)::int FROM message WHERE text = 'sound'`);
    expect(sound).toEqual({ count: 100 });
    expect(await letters('poison')).toHaveLength(1 + 100);
  }, 120_000);
});
