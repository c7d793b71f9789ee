import { inboxIsEmpty } from '../support/inbox';
import {
  messagesChange,
  META,
  newWamid,
  nowInSeconds,
  postSigned,
  statusUpdate,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';
import { numberChanged, userIdChange, webhookFrom, WirePerson, writtenBy } from '../support/wire-people';

interface Person {
  readonly contactId: string;
  readonly conversations: number;
  readonly messages: number;
  readonly identities: readonly string[];
}

/** What went wrong with people and statuses elsewhere, each as a test that fails where we make the same mistake. */
describe('elsewhere', () => {
  let product: Product;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    for (let worker = 0; worker < 3; worker++) await product.startWorker();
  });
  afterAll(() => product.stop());

  const somebody = (): { phone: string; userId: string } => {
    const number = String(++serial).padStart(4, '0');
    return { phone: `1650558${number}`, userId: `US.elsewhere${number}` };
  };
  const send = (webhook: object): Promise<Response> => postSigned(product.apiUrl, webhook);
  const says = (person: WirePerson): object => webhookFrom(person, [writtenBy(person)]);

  /** All that are there of whoever has or had one of these identities. */
  function peopleWith(...values: string[]): Promise<Person[]> {
    return product.database.query(
      `SELECT contact.id AS "contactId",
         (SELECT count(*)::int FROM conversation
          WHERE contact_id = contact.id AND conversation.merged_into_id IS NULL) AS conversations,
         (SELECT count(*)::int FROM message JOIN conversation ON conversation.id = conversation_id
          WHERE contact_id = contact.id AND direction = 'inbound') AS messages,
         (SELECT json_agg(DISTINCT value) FROM contact_identity WHERE contact_id = contact.id AND valid_to IS NULL)
           AS identities
       FROM contact WHERE merged_into_id IS NULL AND EXISTS (
         SELECT 1 FROM contact_identity WHERE contact_id = contact.id AND value = ANY ($1))`,
      [values],
    );
  }

  describe('WAHA #1627, #1816: who wrote by number and by hidden id was two people in two conversations', () => {
    const orders = [
      ['phone', 'userId', 'both'],
      ['phone', 'both', 'userId'],
      ['userId', 'phone', 'both'],
      ['userId', 'both', 'phone'],
      ['both', 'phone', 'userId'],
      ['both', 'userId', 'phone'],
    ] as const;

    it.each(orders)('by %s, then %s, then %s: one person, one conversation', async (...order) => {
      const { phone, userId } = somebody();
      const ways = { phone: { phone }, userId: { userId }, both: { phone, userId } };
      for (const way of order) {
        await send(says(ways[way]));
        await inboxIsEmpty(product.database);
      }
      expect(await peopleWith(phone, userId)).toMatchObject([
        { conversations: 1, messages: 3, identities: [phone, userId] },
      ]);
    });

    it('also where the number holds the id, is empty, or all of it comes at once', async () => {
      const { phone, userId } = somebody();
      const raw = [
        { from: userId },
        { from: '', from_user_id: userId },
        { from: phone, from_user_id: userId },
        { from: `+${phone}` },
      ].map((from) => ({ ...writtenBy({}), ...from }));
      await Promise.all(raw.map((message) => send(webhookOf(messagesChange({ messages: [message] })))));
      await inboxIsEmpty(product.database);
      expect(await peopleWith(phone, userId)).toMatchObject([
        { conversations: 1, messages: 4, identities: [phone, userId] },
      ]);
    });

    it('also where they have another number now, or another id, whenever we hear of it', async () => {
      const [before, now] = [somebody(), somebody()];
      const change = webhookFrom({}, [numberChanged(before, now)]);
      const [told, untold] = [
        [says(before), change, says(now)],
        [says(now), says(before), change],
      ];
      for (const webhook of told) {
        await send(webhook);
        await inboxIsEmpty(product.database);
      }
      expect(await peopleWith(before.phone, now.phone)).toMatchObject([
        { conversations: 1, messages: 3, identities: [now.phone, now.userId] },
      ]);
      for (const webhook of untold) await send(webhook);
      await inboxIsEmpty(product.database);
      const next = `US.next${serial}`;
      await send(webhookOf(userIdChange({ phone: now.phone, before: now.userId, now: next })));
      await send(says({ userId: next }));
      await inboxIsEmpty(product.database);
      expect(await peopleWith(before.phone, now.phone, next)).toMatchObject([
        { conversations: 1, messages: 6, identities: [now.phone, next] },
      ]);
    });
  });

  describe('Chatwoot #14058, #14210: an album of somebody new made a contact and a conversation per image', () => {
    it.each([
      ['at once over many connections', 10],
      ['in one webhook', 1],
    ])('ten images %s: one person, one conversation, ten messages', async (_how, webhooks) => {
      const { phone, userId } = somebody();
      const images = Array.from({ length: 10 }, (_, index) => ({
        // Some of them by number, some by id, some by both.
        ...(index % 3 !== 1 && { from: phone }),
        ...(index % 3 !== 0 && { from_user_id: userId }),
        id: newWamid(),
        timestamp: nowInSeconds(),
        type: 'image',
        image: { id: `${phone}${index}`, mime_type: 'image/jpeg', sha256: 'x' },
      }));
      const size = images.length / webhooks;
      const albums = Array.from({ length: webhooks }, (_, index) =>
        webhookFrom({ phone, userId }, images.slice(index * size, (index + 1) * size)),
      );
      await Promise.all(albums.map(send));
      await inboxIsEmpty(product.database);
      expect(await peopleWith(phone, userId)).toMatchObject([
        { conversations: 1, messages: 10, identities: [phone, userId] },
      ]);
    });
  });

  describe('Chatwoot #13523, #13359: two deliveries of one message in the same moment made two of it', () => {
    it('five deliveries over as many connections, of twenty new people: each is there once', async () => {
      const people = Array.from({ length: 20 }, somebody);
      const webhooks = people.map(says);
      await Promise.all(webhooks.flatMap((webhook) => Array.from({ length: 5 }, () => send(webhook))));
      await inboxIsEmpty(product.database);
      const found = await peopleWith(...people.map(({ phone }) => phone));
      expect(found.map(({ conversations, messages }) => [conversations, messages])).toEqual(
        people.map(() => [1, 1]),
      );
    });
  });

  describe('Chatwoot #14149, #14529: a status that came late took back what was known', () => {
    /** A message that the business wrote in its own app; its statuses, in that order. */
    async function stateAfter(...statuses: object[]): Promise<{ state: string; failure: string | null }> {
      const [{ phone }, id] = [somebody(), newWamid()];
      const echo = { from: META.displayPhoneNumber, to: phone, id, timestamp: nowInSeconds(), type: 'text' };
      const written = messagesChange({ message_echoes: [{ ...echo, text: { body: 'hi' } }] });
      await send(webhookOf({ ...written, field: 'smb_message_echoes' }));
      for (const status of statuses) {
        await send(webhookOf(messagesChange({ statuses: [{ ...status, id }] })));
        await inboxIsEmpty(product.database);
      }
      const [message] = await product.database.query<{ state: string; failure: string | null }>(
        'SELECT state, failure_code AS failure FROM message WHERE provider_message_id = $1',
        [id],
      );
      return message ?? { state: 'none', failure: null };
    }
    const [sent, delivered, read, failed] = ['sent', 'delivered', 'read', 'failed'].map((status) =>
      statusUpdate(
        '',
        status,
        status === 'failed' ? { errors: [{ code: 131026, title: 'undeliverable' }] } : {},
      ),
    ) as [object, object, object, object];

    it.each([
      ['delivered after failed', [sent, failed, delivered], 'delivered'],
      ['failed after delivered', [sent, delivered, failed], 'delivered'],
      ['read after failed', [failed, read], 'read'],
      ['delivered after read', [read, delivered], 'read'],
      ['sent after everything', [delivered, read, sent], 'read'],
      ['sent after failed', [failed, sent], 'failed'],
      ['the same again and again', [sent, delivered, sent, delivered, sent], 'delivered'],
    ])('%s', async (_what, statuses, state) => {
      expect(await stateAfter(...statuses)).toMatchObject({ state });
    });

    it('a failure keeps its reason, whatever comes after it', async () => {
      expect(await stateAfter(failed, sent, failed)).toEqual({ state: 'failed', failure: '131026' });
    });
  });

  it('a number that went to somebody else does not bring them the conversation of whoever had it before', async () => {
    const [before, after] = [somebody(), somebody()];
    await send(says(before));
    await inboxIsEmpty(product.database);
    await send(says({ phone: before.phone, userId: after.userId }));
    await inboxIsEmpty(product.database);
    await send(says({ phone: before.phone }));
    await inboxIsEmpty(product.database);
    const people = await peopleWith(before.phone, before.userId, after.userId);
    expect(people.map(({ messages, identities }) => [messages, identities]).sort()).toEqual([
      [1, [before.userId]],
      [2, [before.phone, after.userId]],
    ]);
  });

  it('nothing of all this was set aside', async () => {
    expect(await product.database.query('SELECT reason, detail FROM dead_letter')).toEqual([]);
  });
});
