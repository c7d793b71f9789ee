import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { messagesChange, newWamid, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const PEOPLE = 60;
const EACH = 15;

describe('what one person writes', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    // Three, as on three machines.
    for (let worker = 0; worker < 3; worker++) await product.startWorker();
    await product.database.query(`
      CREATE TABLE applied_by (pid integer);
      GRANT INSERT ON applied_by TO PUBLIC;
      CREATE FUNCTION note_who() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO applied_by VALUES (pg_backend_pid()); RETURN NULL; END $$;
      CREATE TRIGGER note_who AFTER INSERT ON message FOR EACH STATEMENT EXECUTE FUNCTION note_who();`);
  });
  afterAll(() => product.stop());

  const personOf = (group: number, person: number): string =>
    `1650556${group}${String(person).padStart(3, '0')}`;

  /** Everybody writes one line after the other, half of them in webhooks of their own and half in one of all. */
  async function everybodyWrites(
    group: number,
    during = (line: Promise<void>): Promise<void> => line,
  ): Promise<void> {
    for (let line = 0; line < EACH; line++) await during(everybodyWritesOnce(group, String(line)));
  }

  async function everybodyWritesOnce(group: number, body: string): Promise<void> {
    const messages = Array.from({ length: PEOPLE }, (_, person) =>
      textMessage({ from: personOf(group, person), body, id: newWamid() }),
    );
    const alone = messages.splice(PEOPLE / 2);
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages })));
    for (const message of alone)
      await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [message] })));
  }

  /** Ends the connection of somebody who applies something just then; null where nobody was found in time. */
  async function cutSomebodyOff(until: Promise<void>): Promise<number | null> {
    let isTime = true;
    const over = until.then(() => (isTime = false));
    while (isTime) {
      const [victim] = await product.database.query<{ pid: number }>(
        `SELECT pid, pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND classid = 7215 AND datname = current_database() LIMIT 1`,
      );
      if (victim !== undefined) return victim.pid;
    }
    await over;
    return null;
  }

  /** What was applied of each person, in the order in which it was: ids are made when a message is written. */
  async function linesOf(group: number): Promise<string[]> {
    const rows = await product.database.query<{ lines: string }>(
      `SELECT string_agg(message.text, ' ' ORDER BY message.id) AS lines
       FROM message JOIN conversation ON conversation.id = conversation_id
       JOIN contact_identity USING (contact_id)
       WHERE contact_identity.value LIKE $1 GROUP BY contact_identity.value`,
      [`1650556${group}%`],
    );
    return rows.map(({ lines }) => lines);
  }

  const inOrder = Array.from({ length: PEOPLE }, () =>
    Array.from({ length: EACH }, (_, line) => line).join(' '),
  );

  it('is applied in the order in which it came, by whichever worker', async () => {
    await everybodyWrites(1);
    await inboxIsEmpty(product.database, 90_000);

    expect(await linesOf(1)).toEqual(inOrder);
    const [workers] = await product.database.query<{ count: number }>(
      'SELECT count(DISTINCT pid)::int AS count FROM applied_by',
    );
    expect(workers?.count).toBeGreaterThan(1);
  }, 180_000);

  it('stays in order, is all there and is there once when those who apply it are cut off in the middle', async () => {
    const cuts: (number | null)[] = [];
    await everybodyWrites(2, async (line) => {
      // Now and then: whoever is there at three such deaths is taken for their cause.
      if (cuts.length < 4) cuts.push(await cutSomebodyOff(line));
      await line;
      await inboxIsEmpty(product.database, 90_000);
    });
    expect(cuts.filter((cut) => cut !== null).length).toBeGreaterThan(1);

    expect(await linesOf(2)).toEqual(inOrder);
    expect(await product.database.query('SELECT reason, detail FROM dead_letter')).toEqual([]);
    // Whoever looks into a lane counts that for a moment, also where nothing is left.
    await eventually('every lane is trusted', async () => {
      const suspect = await product.database.query('SELECT 1 FROM lane WHERE attempts > 0');
      return suspect.length === 0;
    });
  }, 300_000);

  it('is shown by the time that Meta gives it, and by receipt where that is the same', async () => {
    const from = '16505569999';
    const now = Math.floor(Date.now() / 1000);
    const line = (body: string, ago: number): object =>
      webhookOf(messagesChange({ messages: [textMessage({ from, body, timestamp: String(now - ago) })] }));
    for (const webhook of [line('third', 60), line('first', 300), line('second', 300), line('fourth', 60)])
      await postSigned(product.apiUrl, webhook);
    await inboxIsEmpty(product.database, 90_000);
    const [message] = await messagesWith(product.database, from);
    const list = await product
      .as()
      .get<{ data: { text: string }[] }>(`/api/v1/conversations/${message?.conversationId}/messages`);
    expect(list.body.data.map(({ text }) => text)).toEqual(['fourth', 'third', 'second', 'first']);
  });
});
