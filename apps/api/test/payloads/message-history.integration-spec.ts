import { everythingSettled } from '../support/inbox';
import {
  messagesChange,
  META,
  newWamid,
  nowInSeconds,
  postSigned,
  textMessage,
  webhookOf,
} from '../support/meta';
import { Product } from '../support/product';

interface Shown {
  id: string;
  type: string;
  text: string | null;
  direction: string;
  origin: string;
  author: { name: string } | null;
  replyTo: {
    id: string;
    type: string;
    text: string | null;
    direction: string;
    revokedAt: string | null;
  } | null;
  reactions: { emoji: string; from: string; name: string | null }[];
  media: { kind: string }[];
  content: Record<string, unknown> | null;
  editedAt: string | null;
  revokedAt: string | null;
}

interface Page {
  data: Shown[];
  nextCursor: string | null;
}

type Message = Record<string, unknown>;

describe('the messages of a conversation', () => {
  let product: Product;
  let people = 0;
  let clock: number;

  beforeAll(async () => {
    product = await Product.create();
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    clock = Number(nowInSeconds()) - 10_000;
  });
  afterAll(() => product.stop());

  const newPerson = () => `1650555${String(7000 + ++people)}`;
  /** Each later than the one before, so that their order is told by their times. */
  const message = (from: string, type: string, content: unknown, more: Message = {}): Message => ({
    ...textMessage({ from, timestamp: String(++clock) }),
    text: undefined,
    type,
    [type]: content,
    ...more,
  });
  const text = (from: string, body: string, more: Message = {}) => message(from, 'text', { body }, more);
  const reaction = (from: string, to: Message, emoji?: string, more: Message = {}) =>
    message(from, 'reaction', { message_id: to['id'], emoji }, more);
  const edit = (from: string, of: Message, body: string) =>
    message(from, 'edit', { original_message_id: of['id'], message: { type: 'text', text: { body } } });
  const revoke = (from: string, of: Message) => message(from, 'revoke', { original_message_id: of['id'] });

  async function receive(...changes: unknown[]): Promise<void> {
    for (const change of changes)
      expect((await postSigned(product.apiUrl, webhookOf(change))).status).toBe(200);
    await everythingSettled(product.database);
  }
  const received = (...messages: Message[]) => messagesChange({ messages });
  const echoed = (...echoes: Message[]) => ({
    ...messagesChange({ message_echoes: echoes }),
    field: 'smb_message_echoes',
  });

  /** Oldest first. */
  async function conversationOf(identity: string, limit = 50): Promise<Shown[]> {
    const [row] = await product.database.query<{ id: string }>(
      `SELECT conversation.id FROM conversation JOIN contact_identity USING (tenant_id, contact_id) WHERE value = $1`,
      [identity],
    );
    const shown: Shown[] = [];
    for (let next: string | null = ''; next !== null;) next = await readPage(row?.id, limit, next, shown);
    return shown;
  }

  /** Puts a page in front of what is read already; answers where the next one begins. */
  async function readPage(id: unknown, limit: number, cursor: string, read: Shown[]): Promise<string | null> {
    const query = `limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const path = `/api/v1/conversations/${String(id)}/messages?${query}`;
    const { status, body } = await product.as().get<Page>(path);
    expect(status).toBe(200);
    read.unshift(...body.data.reverse());
    return body.nextCursor;
  }

  it('show what was edited as it is now, with what it was kept beside', async () => {
    const from = newPerson();
    const original = text(from, 'Is it red?');
    await receive(
      received(original, edit(from, original, 'Is it pink?'), edit(from, original, 'Is it blue?')),
    );
    const [shown, ...others] = await conversationOf(from);
    expect(others).toEqual([]);
    expect(shown).toMatchObject({ type: 'text', text: 'Is it blue?', revokedAt: null });
    expect(shown?.editedAt).not.toBeNull();
    const kept = await product.database.query('SELECT text FROM message WHERE provider_message_id = $1', [
      original['id'],
    ]);
    expect(kept).toEqual([{ text: 'Is it red?' }]);
  });

  it('do not show what was taken back, neither itself nor where it is quoted', async () => {
    const from = newPerson();
    const original = message(from, 'image', { id: '1', mime_type: 'image/jpeg', caption: 'a secret' });
    const answer = text(from, 'about that', { context: { from, id: original['id'] } });
    await receive(
      received(original, answer, edit(from, original, 'another secret')),
      received(revoke(from, original)),
    );
    const shown = await conversationOf(from);
    expect(shown).toMatchObject([
      { type: 'image', text: null, media: [], content: null },
      { text: 'about that', replyTo: { type: 'image', text: null, direction: 'inbound' } },
    ]);
    expect(shown[0]?.revokedAt).not.toBeNull();
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  it('show the last reaction of each person on the message that it was given to', async () => {
    const from = newPerson();
    const original = text(from, 'We won!');
    const answer: Message = {
      ...reaction(META.displayPhoneNumber, original, '🎉'),
      to: from,
    };
    await receive(
      received(original, reaction(from, original, '👍')),
      echoed(answer),
      received(reaction(from, original, '❤️')),
    );
    expect(await conversationOf(from)).toMatchObject([
      {
        text: 'We won!',
        reactions: [
          { emoji: '🎉', from: 'business', name: null },
          { emoji: '❤️', from: 'contact', name: null },
        ],
      },
    ]);
    await receive(received(reaction(from, original, '')));
    expect(await conversationOf(from)).toMatchObject([{ reactions: [{ emoji: '🎉' }] }]);
  });

  it('show who of a group wrote and reacted', async () => {
    const groupId = 'Y2FwaV9ncm91cDox';
    const contacts = [
      { profile: { name: 'Ana' }, wa_id: newPerson() },
      { profile: { name: 'Bob' }, wa_id: newPerson() },
    ];
    const [ana, bob] = contacts.map((contact) => contact.wa_id) as [string, string];
    const original = text(ana, 'Who is in?', { group_id: groupId });
    const messages = [original, reaction(bob, original, '👍', { group_id: groupId })];
    await receive(messagesChange({ contacts, messages }));
    expect(await conversationOf(groupId)).toMatchObject([
      { author: { name: 'Ana' }, reactions: [{ emoji: '👍', from: 'contact', name: 'Bob' }] },
    ]);
  });

  it('do not let anybody change what somebody else wrote', async () => {
    const from = newPerson();
    const echo: Message = { ...text(META.displayPhoneNumber, 'Our offer: 100'), to: from };
    await receive(echoed(echo), received(edit(from, echo, 'Our offer: 1'), revoke(from, echo)));
    const [shown] = await conversationOf(from);
    expect(shown).toMatchObject({ direction: 'outbound', origin: 'echo', text: 'Our offer: 100' });
    expect(shown).toMatchObject({ editedAt: null, revokedAt: null });
  });

  it('show by itself what speaks about a message that we do not have, until it comes', async () => {
    const from = newPerson();
    const original = text(from, 'late');
    const early = [reaction(from, original, '👍'), edit(from, original, 'late, and edited')];
    await receive(received(...early));
    expect(await conversationOf(from)).toMatchObject([
      { type: 'reaction', text: '👍' },
      { type: 'edit', text: 'late, and edited' },
    ]);
    await receive(received(original));
    expect(await conversationOf(from)).toMatchObject([
      { type: 'text', text: 'late, and edited', reactions: [{ emoji: '👍' }] },
    ]);
  });

  it('show what speaks about such a thing by itself as well, so that nothing is hidden in it', async () => {
    const from = newPerson();
    const unknown = edit(from, { id: newWamid() }, 'an edit of nothing');
    const self = message(from, 'reaction', { emoji: '👍' });
    (self['reaction'] as Message)['message_id'] = self['id'];
    await receive(received(unknown, reaction(from, unknown, '😂'), self));
    const types = (await conversationOf(from)).map(({ type, reactions }) => [type, reactions.length]);
    expect(types).toEqual([
      ['edit', 0],
      ['reaction', 0],
      ['reaction', 0],
    ]);
  });

  it('show how long a call was on the call', async () => {
    const from = newPerson();
    const id = `wacid.${people}`;
    const call = (event: string, more: Message = {}) => ({
      ...{ id, from, to: META.displayPhoneNumber, event, direction: 'USER_INITIATED' },
      ...{ timestamp: String(++clock), ...more },
    });
    const calls = (one: Message) => ({ ...messagesChange({ calls: [one] }), field: 'calls' });
    await receive(calls(call('connect')));
    expect(await conversationOf(from)).toMatchObject([
      { type: 'call', content: { call: { status: null, durationSeconds: null } } },
    ]);
    await receive(calls(call('terminate', { status: 'COMPLETED', duration: 70 })));
    expect(await conversationOf(from)).toMatchObject([
      { type: 'call', content: { call: { status: 'COMPLETED', durationSeconds: 70 } } },
    ]);
  });

  it('show the file that came later in the place that was kept for it', async () => {
    const from = newPerson();
    const placeholder = message(from, 'media_placeholder', undefined, {
      history_context: { status: 'READ' },
    });
    const threads = [{ id: from, messages: [placeholder] }];
    const chunk = { metadata: { phase: 0, chunk_order: 1, progress: 10 }, threads };
    await receive({ ...messagesChange({ history: [chunk] }), field: 'history' });
    expect(await conversationOf(from)).toMatchObject([{ type: 'media_placeholder', media: [] }]);
    const image = { id: '7', mime_type: 'image/jpeg', caption: 'The old one' };
    const file = { ...placeholder, type: 'image', image };
    await receive({ ...messagesChange({ messages: [file] }), field: 'history' });
    expect(await conversationOf(from)).toMatchObject([
      { type: 'image', text: 'The old one', origin: 'history', media: [{ kind: 'image' }] },
    ]);
  });

  it('show the message that one answers as it reads now', async () => {
    const from = newPerson();
    const original = text(from, 'x'.repeat(300));
    const context = { from, id: original['id'] };
    await receive(received(original, text(from, 'this one', { context })));
    expect((await conversationOf(from))[1]?.replyTo).toEqual({
      id: expect.any(String) as string,
      type: 'text',
      text: 'x'.repeat(200),
      direction: 'inbound',
      revokedAt: null,
    });
    await receive(received(edit(from, original, 'shorter')));
    expect((await conversationOf(from))[1]?.replyTo?.text).toBe('shorter');
  });

  it('say of what they quote that it was taken back, at the same moment as it says itself', async () => {
    const from = newPerson();
    const original = text(from, 'never mind');
    const context = { from, id: original['id'] };
    await receive(received(original, text(from, 'what was that?', { context })));
    await receive(received(revoke(from, original)));
    const [quoted, answer] = await conversationOf(from);
    expect(quoted?.revokedAt).toMatch(/Z$/);
    expect(answer?.replyTo).toMatchObject({ text: null, revokedAt: quoted?.revokedAt });
  });

  it('do not quote a message of another conversation', async () => {
    const [one, other] = [newPerson(), newPerson()];
    const original = text(one, 'private');
    await receive(received(original, text(other, 'what?', { context: { from: one, id: original['id'] } })));
    expect(await conversationOf(other)).toMatchObject([{ text: 'what?', replyTo: null }]);
  });

  it('come page by page, each once, however much was said about them', async () => {
    const from = newPerson();
    const originals = Array.from({ length: 7 }, (_, serial) => text(from, `${serial}`));
    const spoken = originals.flatMap((one) => [reaction(from, one, '👍'), edit(from, one, 'edited')]);
    await receive(received(...originals, ...spoken));
    const shown = await conversationOf(from, 2);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(7);
    expect(shown).toHaveLength(7);
    expect(shown.every(({ text: words, reactions }) => words === 'edited' && reactions.length === 1)).toBe(
      true,
    );
  });

  it('show a type that nobody has heard of as one that cannot be shown', async () => {
    const from = newPerson();
    await receive(received(message(from, 'hologram', { volume: 3 })));
    expect(await conversationOf(from)).toMatchObject([
      { type: 'hologram', text: null, content: { unsupported: { kind: 'hologram', reason: null } } },
    ]);
  });
});
