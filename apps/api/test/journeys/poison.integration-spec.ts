import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { inboxIsEmpty, messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';

describe('what can go wrong after the door', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startWorker();
    await product.database.query(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'this row is poison'; END $$;
      CREATE TRIGGER poison BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.text LIKE 'poison%' AND NEW.direction = 'inbound') EXECUTE FUNCTION refuse_poison();`);
  });
  afterAll(() => product.stop());

  it('an event that cannot be applied is given up after three attempts, with its reason', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550041', body: 'poison one' }));
    const dead = await eventually('the event is dead', async () => {
      const rows = await product.database.query(
        `SELECT attempts, last_error AS reason, tenant_id AS "tenantId" FROM inbox_event
         WHERE state = 'dead' AND element->>'text' = 'poison one'`,
      );
      return rows.length > 0 && rows;
    });
    expect(dead).toEqual([{ attempts: 3, reason: 'this row is poison', tenantId: product.tenantId }]);
  });

  it('the events after it are applied while it waits, those of the same person too', async () => {
    await postSigned(product.apiUrl, textWebhook({ from: '16505550042', body: 'poison' }));
    await postSigned(product.apiUrl, textWebhook({ from: '16505550042', body: 'after it' }));
    await eventually('the event after it is applied', async () =>
      (await messagesWith(product.database, '16505550042')).some(({ text }) => text === 'after it'),
    );
    const [poison] = await product.database.query<{ state: string; attempts: number }>(
      `SELECT state, attempts FROM inbox_event JOIN contact_identity USING (contact_id)
       WHERE value = '16505550042' AND inbox_event.element->>'text' = 'poison'`,
    );
    expect(poison?.state === 'dead' || Number(poison?.attempts) <= 3).toBe(true);
    expect((await messagesWith(product.database, '16505550042')).map(({ text }) => text)).not.toContain(
      'poison',
    );
  });

  it('the events around it in one webhook are applied', async () => {
    const webhooks = ['before', 'poison', 'behind'].map((body) => textWebhook({ from: '16505550043', body }));
    const entries = webhooks.flatMap((webhook) => webhook['entry'] as object[]);
    await postSigned(product.apiUrl, { object: 'whatsapp_business_account', entry: entries });
    await inboxIsEmpty(product.database);
    const received = (await messagesWith(product.database, '16505550043')).filter(
      ({ direction }) => direction === 'inbound',
    );
    expect(received.map(({ text }) => text).sort()).toEqual(['before', 'behind']);
  });

  it('a job that was lost is missed by nobody: the webhook is found all the same', async () => {
    const bytes = Buffer.from(JSON.stringify(textWebhook({ from: '16505550044', body: 'found' })));
    await product.database.query(
      `INSERT INTO webhook_delivery (id, provider, body) VALUES ($1, 'whatsapp', $2)`,
      [newId(), bytes],
    );
    await inboxIsEmpty(product.database);
    expect((await messagesWith(product.database, '16505550044'))[0]?.text).toBe('found');
  });

  it('a webhook that makes the taking apart fail is set aside, and those beside it are not', async () => {
    await product.database.query(`
      CREATE TRIGGER poison BEFORE INSERT ON inbox_event FOR EACH ROW
        WHEN (NEW.element->>'text' = 'venom') EXECUTE FUNCTION refuse_poison();`);
    await Promise.all([
      ...['16505550045', '16505550046'].map((from) => postSigned(product.apiUrl, textWebhook({ from }))),
      postSigned(product.apiUrl, textWebhook({ from: '16505550047', body: 'venom' })),
    ]);
    await inboxIsEmpty(product.database);
    for (const phone of ['16505550045', '16505550046']) {
      expect((await messagesWith(product.database, phone))[0]?.text).toBe('hello');
    }
    const letters = await product.database.query(
      `SELECT reason, detail FROM dead_letter WHERE stage = 'explode'`,
    );
    expect(letters).toEqual([{ reason: 'explode_failed', detail: 'this row is poison' }]);
  });

  it('a fault that passes by itself costs no webhook', async () => {
    await product.database.query(`
      CREATE SEQUENCE tries;
      CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('tries') < 3 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
          RETURN NEW;
        END $$;
      GRANT USAGE ON SEQUENCE tries TO parley_system;
      CREATE TRIGGER passing BEFORE INSERT ON inbox_event FOR EACH ROW
        WHEN (NEW.element->>'text' = 'unlucky') EXECUTE FUNCTION fail_twice();`);
    await postSigned(product.apiUrl, textWebhook({ from: '16505550048', body: 'unlucky' }));
    await inboxIsEmpty(product.database);
    expect((await messagesWith(product.database, '16505550048'))[0]?.text).toBe('unlucky');
  });
});
