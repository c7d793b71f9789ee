import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { everythingSettled, inboxIsEmpty, messagesWith, rowCounts } from '../support/inbox';
import { META, nowInSeconds, postSigned, textWebhook } from '../support/meta';
import { Product } from '../support/product';
import { approveTemplate, sendsTo } from '../support/simulator-ledger';
import { webhookFrom, writtenBy } from '../support/wire-people';

interface Message {
  readonly id: string;
  readonly state: string;
  readonly conversationId: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

const MESSAGES = '/api/v1/messages';
const TEMPLATE = { type: 'template', body: { name: 'hello_world', language: { code: 'en_US' } } };
const TEXT = { type: 'text', body: { body: 'hello' } };
const OTHERS_NUMBER = '106540352242977';
const ROUNDS = 20;
// As the exploding step takes it.
const EXPLODE_LOCK = 7_215_534;

describe('a message to a person', () => {
  let product: Product;
  let channelId: string;
  let people = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', OTHERS_NUMBER);
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startSimulator();
    await approveTemplate(product, TEMPLATE.body.name);
    await product.startWorker();
    channelId = await channelOf(META.phoneNumberId);
  });
  afterAll(() => product.stop());

  async function channelOf(number: string): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE external_id = $1',
      [number],
    );
    return row?.id ?? '';
  }
  const stranger = (): string => `1650558${String(++people).padStart(4, '0')}`;
  const post = (message: object, headers?: Record<string, string>): Promise<Answer<Message>> =>
    product.as().post(MESSAGES, { channelId, ...message }, headers);
  const contactsWith = async (...values: string[]): Promise<string[]> => {
    const rows = await product.database.query<{ id: string }>(
      `SELECT DISTINCT contact.id FROM contact JOIN contact_identity ON contact_identity.contact_id = contact.id
       WHERE value = ANY ($1) AND merged_into_id IS NULL`,
      [values],
    );
    return rows.map(({ id }) => id);
  };
  const conversationsWith = (contactId: string | undefined) =>
    product.database.query('SELECT id FROM conversation WHERE contact_id = $1 AND merged_into_id IS NULL', [
      contactId,
    ]);

  /** What a message may leave behind; statuses of others may come at any moment. */
  const leftBehind = async () => {
    const { contact, conversation, message } = await rowCounts(product.database);
    return { contact, conversation, message };
  };

  it('who has never written is a template, in a conversation with a contact of its own, and reaches them', async () => {
    const phone = stranger();
    const { status, body } = await post({ ...TEMPLATE, to: { phone: `+${phone}` } });
    expect(status).toBe(201);
    expect(await conversationsWith((await contactsWith(phone))[0])).toEqual([{ id: body.conversationId }]);
    await eventually(
      'it was accepted',
      async () => (await sendsTo(product, phone, 'graph.accepted')).length > 0,
    );
    const thread = await product
      .as()
      .get<{ data: { id: string }[] }>(`/api/v1/conversations/${body.conversationId}/messages`);
    expect(thread.body.data.map(({ id }) => id)).toEqual([body.id]);
  });

  it('finds whoever is known by that number, with a plus or without, by their contact and by their user id', async () => {
    const [phone, userId] = [stranger(), 'US.5580001'];
    await postSigned(product.apiUrl, webhookFrom({ phone, userId }, [writtenBy({ phone, userId })]));
    await inboxIsEmpty(product.database);
    const [contactId] = await contactsWith(phone);
    const ways = [{ phone }, { phone: `+${phone}` }, { bsuid: userId }, { contactId }];
    const answers = await Promise.all(ways.map((to) => post({ ...TEXT, to })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.conversationId)).size).toBe(1);
    await everythingSettled(product.database);
    expect(await sendsTo(product, phone, 'graph.accepted')).toHaveLength(3);
    expect(await contactsWith(phone, userId)).toEqual([contactId]);
  });

  it('goes to the number that was named, also where its holder has a newer one', async () => {
    const [older, newer] = [stranger(), stranger()];
    const userId = 'US.5580003';
    await postSigned(
      product.apiUrl,
      webhookFrom({ phone: older, userId }, [writtenBy({ phone: older, userId })]),
    );
    await inboxIsEmpty(product.database);
    await postSigned(
      product.apiUrl,
      webhookFrom({ phone: newer, userId }, [writtenBy({ phone: newer, userId })]),
    );
    await inboxIsEmpty(product.database);
    await post({ ...TEXT, to: { phone: older } });
    await everythingSettled(product.database);
    expect(await sendsTo(product, older, 'graph.accepted')).toHaveLength(1);
    expect(await sendsTo(product, newer, 'graph.accepted')).toHaveLength(0);
  });

  it('with free words is refused where they have not written, and leaves nobody behind', async () => {
    const before = await leftBehind();
    const { status, body } = await post({ ...TEXT, to: { phone: stranger() } });
    expect([status, body.code]).toEqual([422, 'window_closed']);
    const bad = await post({ type: 'template', body: { name: '' }, to: { phone: stranger() } });
    expect(bad.status).toBe(400);
    expect(await leftBehind()).toEqual(before);
  });

  it.each([
    ['nobody', {}, ['/to missing']],
    [
      'a conversation and a person',
      { conversationId: newId(), to: { phone: '16505551234' } },
      ['/channelId surplus', '/to surplus'],
    ],
    ['two names', { to: { phone: '16505551234', bsuid: 'US.1' } }, ['/to/bsuid surplus']],
    ['a number with letters', { to: { phone: '+1650CALLNOW' } }, ['/to/phone matches']],
    ['a number without a country', { to: { phone: '0650555123' } }, ['/to/phone matches']],
    ['a number of 16 digits', { to: { phone: '+1650555123456789' } }, ['/to/phone matches']],
    ['an empty number', { to: { phone: '' } }, ['/to/phone matches']],
    ['nothing as a number', { to: { phone: null } }, ['/to/phone matches']],
    ['an id that is none', { to: { bsuid: '13491208655302741918' } }, ['/to/bsuid matches']],
    ['a list', { to: ['+16505551234'] }, expect.arrayContaining([expect.stringContaining('/to ')])],
  ])('is refused with %s, which names the field', async (_what, whom, faults) => {
    const { status, body } = await post({ ...TEMPLATE, ...whom });
    expect([status, body.code]).toEqual([400, 'invalid_input']);
    expect(body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });

  it('is not sent by a channel or to a contact of another tenant, as if there were none', async () => {
    const before = await leftBehind();
    const theirs = await channelOf(OTHERS_NUMBER);
    const contactId = newId();
    await product.database.query(
      `INSERT INTO contact (tenant_id, id, name) SELECT tenant_id, $2, 'Theirs' FROM channel WHERE id = $1`,
      [theirs, contactId],
    );
    const answers = [
      await post({ ...TEMPLATE, channelId: theirs, to: { phone: stranger() } }),
      await post({ ...TEMPLATE, channelId: newId(), to: { phone: stranger() } }),
      await post({ ...TEMPLATE, to: { contactId } }),
      await post({ ...TEMPLATE, to: { contactId: newId() } }),
    ];
    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array.from({ length: 4 }, () => '404 not_found'),
    );
    expect(await leftBehind()).toEqual({ ...before, contact: Number(before.contact) + 1 });
  });

  it('of whom nothing is known to write to is refused, and opens no conversation', async () => {
    const contactId = newId();
    await product.database.query(`INSERT INTO contact (tenant_id, id, name) VALUES ($1, $2, 'Nobody')`, [
      product.tenantId,
      contactId,
    ]);
    const { status, body } = await post({ ...TEMPLATE, to: { contactId } });
    expect([status, body.code]).toEqual([422, 'unreachable']);
    expect(await conversationsWith(contactId)).toEqual([]);
  });

  it('makes one contact and one conversation, though their answer and other messages come at the same moment', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [phone, userId] = [stranger(), `US.559${String(round)}`];
      const person = round % 2 === 0 ? { phone } : { phone, userId };
      // Their clock may be behind ours, and tells whole seconds.
      const at = Number(nowInSeconds()) - (round % 3) * 60;
      const [first, second] = await Promise.all([
        post({ ...TEMPLATE, to: { phone } }),
        post({ ...TEMPLATE, to: { phone: `+${phone}` } }),
        postSigned(product.apiUrl, webhookFrom(person, [writtenBy(person, { at })])),
      ]);
      expect([first.status, second.status]).toEqual([201, 201]);
      await inboxIsEmpty(product.database);
      const contacts = await contactsWith(phone, userId);
      expect(contacts).toHaveLength(1);
      expect(await conversationsWith(contacts[0])).toEqual([{ id: first.body.conversationId }]);
      const messages = await messagesWith(product.database, phone);
      expect(messages.map(({ direction }) => direction).sort()).toEqual(['inbound', 'outbound', 'outbound']);
    }
  });

  it('with one key is one message, however many ask at once', async () => {
    const phone = stranger();
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post({ ...TEMPLATE, to: { phone } }, headers)),
    );
    expect(new Set(answers.flatMap(({ status, body }) => (status === 201 ? body.id : []))).size).toBe(1);
    expect(await messagesWith(product.database, phone)).toHaveLength(1);
  });

  it('is refused for now while contacts are made elsewhere for seconds, unless it is known whom it is for', async () => {
    const phone = stranger();
    await postSigned(product.apiUrl, textWebhook({ from: phone }));
    await inboxIsEmpty(product.database);
    const elsewhere = new Client({ connectionString: product.database.systemUrl });
    await elsewhere.connect();
    try {
      await elsewhere.query(`SELECT pg_advisory_lock(${EXPLODE_LOCK})`);
      expect((await post({ ...TEXT, to: { phone } })).status).toBe(201);
      const { status, body, headers } = await post({ ...TEMPLATE, to: { phone: stranger() } });
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'contacts_busy', '5']);
    } finally {
      await elsewhere.end();
    }
  });
});
