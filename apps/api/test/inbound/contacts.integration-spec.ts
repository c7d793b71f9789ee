import { setTimeout } from 'node:timers/promises';
import { Client } from '../support/client';
import { inboxIsEmpty } from '../support/inbox';
import { messagesChange, META, nowInSeconds, postSigned, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { numberChanged, webhookFrom, WirePerson, writtenBy } from '../support/wire-people';

const SECOND_NUMBER = '106540352249981';
const NUMBER_OF_ANOTHER_ACCOUNT = '106540352249982';
// As the exploding step takes it, which merges by hand wait for.
const EXPLODE_LOCK = 7_215_534;
const NOBODY = '0191f0a2-9a7e-7c2b-8f53-2f6e3f1f3d11';

interface Contact {
  id: string;
  name: string;
  nameSource: string;
  identities: { kind: string; value: string; validTo: string | null }[];
  preferences: { category: string; value: string }[];
  merges: {
    id: string;
    fromContactId: string;
    reason: string;
    mergedByName: string | null;
    undoneAt: string | null;
  }[];
}

interface Conversation {
  id: string;
  contact: { id: string };
  assignee: { memberId: string } | null;
  lastMessage: { text: string } | null;
}

describe('a contact', () => {
  let product: Product;
  let agent: Client;
  let people = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('demo', SECOND_NUMBER);
    await product.addTenant('demo', NUMBER_OF_ANOTHER_ACCOUNT);
    await product.database.query(`UPDATE channel_route SET account_id = 'another' WHERE external_id = $1`, [
      NUMBER_OF_ANOTHER_ACCOUNT,
    ]);
    await product.database.query('UPDATE channel SET echo_enabled = false');
    await product.startApi();
    await product.startWorker();
    agent = product.as('agent');
  });
  afterAll(() => product.stop());

  const somebody = (): { phone: string } => ({ phone: `1650557${String(++people).padStart(4, '0')}` });

  async function says(person: WirePerson, body: string, number = META.phoneNumberId): Promise<void> {
    await postSigned(product.apiUrl, webhookFrom(person, [writtenBy(person, { body })], number));
    await inboxIsEmpty(product.database);
  }

  async function contactIdOf(value: string): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      'SELECT contact_id AS id FROM contact_identity WHERE value = $1',
      [value],
    );
    return row?.id ?? '';
  }

  async function writes(body = 'hello', name?: string): Promise<{ phone: string; id: string }> {
    const { phone } = somebody();
    await says({ phone, ...(name !== undefined && { name }) }, body);
    return { phone, id: await contactIdOf(phone) };
  }

  const get = async (id: string): Promise<Contact> =>
    (await agent.get<Contact>(`/api/v1/contacts/${id}`)).body;
  const merge = (into: string, from: string) =>
    agent.post<Contact>(`/api/v1/contacts/${into}/merges`, { fromContactId: from });
  const undo = (into: string, mergeId: string) =>
    agent.delete<Contact>(`/api/v1/contacts/${into}/merges/${mergeId}`);

  async function conversationsOf(contactId: string): Promise<Conversation[]> {
    const { body } = await agent.get<{ data: Conversation[] }>('/api/v1/conversations?limit=100');
    return body.data.filter(({ contact }) => contact.id === contactId);
  }

  async function textsIn(conversationId: string): Promise<string[]> {
    const { body } = await agent.get<{ data: { text: string }[] }>(
      `/api/v1/conversations/${conversationId}/messages`,
    );
    return body.data.map(({ text }) => text).sort();
  }

  it('is shown with what it is recognised by', async () => {
    const { phone } = somebody();
    await says({ phone, userId: 'US.shown1', name: 'Ana' }, 'hi');
    const contact = await get(await contactIdOf(phone));
    expect(contact).toMatchObject({ name: 'Ana', nameSource: 'profile', preferences: [], merges: [] });
    expect(contact.identities.map(({ kind, value, validTo }) => [kind, value, validTo]).sort()).toEqual([
      ['bsuid', 'US.shown1', null],
      ['phone', phone, null],
    ]);
  });

  it('takes over what another one has, when a member says that they are one', async () => {
    const ana = await writes('one', 'Ana');
    const twin = await writes('two', 'Twin');
    const [gone] = await conversationsOf(twin.id);
    const { status, body } = await merge(ana.id, twin.id);
    expect(status).toBe(201);
    expect(body.identities.map(({ value }) => value).sort()).toEqual([ana.phone, twin.phone]);
    expect(body.merges).toMatchObject([
      { fromContactId: twin.id, reason: 'member', mergedByName: 'agent of demo', undoneAt: null },
    ]);
    const conversations = await conversationsOf(ana.id);
    expect(conversations).toHaveLength(1);
    expect(await textsIn(conversations[0]?.id ?? '')).toEqual(['one', 'two']);
    expect(conversations[0]?.lastMessage?.text).toBe('two');
    expect((await get(twin.id)).id).toBe(ana.id);
    const followed = await agent.get<Conversation>(`/api/v1/conversations/${gone?.id}`);
    expect(followed.body.id).toBe(conversations[0]?.id);
    expect(await textsIn(gone?.id ?? '')).toEqual(['one', 'two']);
    await says({ phone: twin.phone }, 'three');
    expect(await textsIn(conversations[0]?.id ?? '')).toEqual(['one', 'three', 'two']);
  });

  it('keeps a conversation on a channel where the survivor has none', async () => {
    const ana = await writes('one');
    const { phone } = somebody();
    await says({ phone }, 'elsewhere', SECOND_NUMBER);
    const twin = await contactIdOf(phone);
    const [other] = await conversationsOf(twin);
    const { body } = await merge(ana.id, twin);
    expect((await conversationsOf(ana.id)).map(({ id }) => id)).toContain(other?.id);
    await undo(ana.id, body.merges[0]?.id ?? '');
    expect((await conversationsOf(twin)).map(({ id }) => id)).toEqual([other?.id]);
    expect(await conversationsOf(ana.id)).toHaveLength(1);
  });

  it('gives everything back when the merge is undone, and what came since to whoever wrote it', async () => {
    const ana = await writes('ana before', 'Ana');
    const bob = await writes('bob before', 'Bob');
    const { body: merged } = await merge(ana.id, bob.id);
    await says({ phone: ana.phone }, 'ana after');
    await says({ phone: bob.phone }, 'bob after');
    const { status, body } = await undo(ana.id, merged.merges[0]?.id ?? '');
    expect(status).toBe(200);
    expect(body.identities.map(({ value }) => value)).toEqual([ana.phone]);
    expect(body.merges[0]?.undoneAt).not.toBeNull();
    expect((await get(bob.id)).identities.map(({ value }) => value)).toEqual([bob.phone]);
    const [[hers], [his]] = [await conversationsOf(ana.id), await conversationsOf(bob.id)];
    expect(await textsIn(hers?.id ?? '')).toEqual(['ana after', 'ana before']);
    expect(await textsIn(his?.id ?? '')).toEqual(['bob after', 'bob before']);
    expect([hers?.lastMessage?.text, his?.lastMessage?.text]).toEqual(['ana after', 'bob after']);
    await says({ phone: bob.phone }, 'bob again');
    expect(await textsIn(his?.id ?? '')).toEqual(['bob after', 'bob again', 'bob before']);
  });

  it('leaves with the survivor what nobody can tell the writer of', async () => {
    const ana = await writes('ana');
    const { phone } = somebody();
    await says({ phone }, 'bob', SECOND_NUMBER);
    const bob = await contactIdOf(phone);
    const { body } = await merge(ana.id, bob);
    await says({ phone: ana.phone }, 'ana elsewhere', SECOND_NUMBER);
    await says({ phone }, 'bob after', SECOND_NUMBER);
    await product.database.query(`UPDATE message SET payload = '{}' WHERE text = 'ana elsewhere'`);
    await undo(ana.id, body.merges[0]?.id ?? '');
    const texts = await Promise.all((await conversationsOf(ana.id)).map(({ id }) => textsIn(id)));
    expect(texts.sort()).toEqual([['ana'], ['ana elsewhere']]);
    const [his] = await conversationsOf(bob);
    expect(await textsIn(his?.id ?? '')).toEqual(['bob', 'bob after']);
  });

  it('is given back with what was learned of it since', async () => {
    const [ana, bob] = [await writes('ana'), await writes('bob')];
    const { body } = await merge(ana.id, bob.id);
    await says({ phone: bob.phone, userId: 'US.learned1' }, 'bob by both');
    await says({ userId: 'US.learned1' }, 'bob by id');
    await undo(ana.id, body.merges[0]?.id ?? '');
    expect((await get(ana.id)).identities.map(({ value }) => value)).toEqual([ana.phone]);
    const [his] = await conversationsOf(bob.id);
    expect(await textsIn(his?.id ?? '')).toEqual(['bob', 'bob by both', 'bob by id']);
    await says({ phone: bob.phone, userId: 'US.learned1' }, 'bob still');
    expect(await textsIn(his?.id ?? '')).toEqual(['bob', 'bob by both', 'bob by id', 'bob still']);
  });

  it('can be merged and separated again and again, also one after the other', async () => {
    const [ana, bob, cid] = [await writes('a'), await writes('b'), await writes('c')];
    const first = (await merge(bob.id, cid.id)).body.merges[0]?.id ?? '';
    const second = (await merge(ana.id, bob.id)).body.merges[0]?.id ?? '';
    expect(await textsIn((await conversationsOf(ana.id))[0]?.id ?? '')).toEqual(['a', 'b', 'c']);
    expect((await undo(bob.id, first)).body).toMatchObject({ code: 'already_merged' });
    await undo(ana.id, second);
    expect(await textsIn((await conversationsOf(bob.id))[0]?.id ?? '')).toEqual(['b', 'c']);
    await undo(bob.id, first);
    for (const [{ id }, text] of [
      [ana, 'a'],
      [bob, 'b'],
      [cid, 'c'],
    ] as const)
      expect(await textsIn((await conversationsOf(id))[0]?.id ?? '')).toEqual([text]);
    expect((await merge(cid.id, ana.id)).status).toBe(201);
    expect(await textsIn((await conversationsOf(cid.id))[0]?.id ?? '')).toEqual(['a', 'c']);
  });

  it('keeps its parts apart when an earlier merge is undone after a later one', async () => {
    const ana = await writes('ana');
    const [bob, cid] = [somebody(), somebody()];
    await says(bob, 'bob', SECOND_NUMBER);
    await says(cid, 'cid', SECOND_NUMBER);
    const [bobId, cidId] = [await contactIdOf(bob.phone), await contactIdOf(cid.phone)];
    await merge(ana.id, bobId);
    const { body } = await merge(ana.id, cidId);
    const mergeOf = (id: string) => body.merges.find(({ fromContactId }) => fromContactId === id)?.id ?? '';
    await undo(ana.id, mergeOf(bobId));
    expect(await textsIn((await conversationsOf(bobId))[0]?.id ?? '')).toEqual(['bob']);
    const texts = await Promise.all((await conversationsOf(ana.id)).map(({ id }) => textsIn(id)));
    expect(texts.sort()).toEqual([['ana'], ['cid']]);
    await undo(ana.id, mergeOf(cidId));
    expect(await textsIn((await conversationsOf(cidId))[0]?.id ?? '')).toEqual(['cid']);
  });

  it('is not merged by itself with one that a member took apart from it', async () => {
    const ana = await writes('ana');
    await says({ userId: 'US.apart1' }, 'by id');
    const other = await contactIdOf('US.apart1');
    await says({ phone: ana.phone, userId: 'US.apart1' }, 'both');
    const { merges } = await get(ana.id);
    expect(merges).toMatchObject([{ fromContactId: other, reason: 'same_identity', mergedByName: null }]);
    await undo(ana.id, merges[0]?.id ?? '');
    await says({ phone: ana.phone, userId: 'US.apart1' }, 'both again');
    expect((await get(other)).id).toBe(other);
    expect((await get(ana.id)).id).toBe(ana.id);
  });

  it('is not merged by itself either once the one that was taken apart is a part of a third', async () => {
    const [older, ana] = [await writes('older'), await writes('ana')];
    await says({ userId: 'US.apart2' }, 'by id');
    const other = await contactIdOf('US.apart2');
    await says({ phone: ana.phone, userId: 'US.apart2' }, 'both');
    await undo(ana.id, (await get(ana.id)).merges[0]?.id ?? '');
    await postSigned(product.apiUrl, webhookFrom({}, [numberChanged({ phone: older.phone }, ana)]));
    await inboxIsEmpty(product.database);
    expect((await get(ana.id)).id).toBe(older.id);
    await says({ phone: ana.phone, userId: 'US.apart2' }, 'both again');
    expect((await get(other)).id).toBe(other);
    expect((await get(older.id)).id).toBe(older.id);
  });

  it('has a user id in all accounts or in none, when a merge that a message brought about is undone', async () => {
    const ana = await writes('ana');
    const both = { phone: ana.phone, userId: 'US.accounts1' };
    await says({ userId: both.userId }, 'bob by id');
    const bob = await contactIdOf(both.userId);
    const parent = 'US.ENT.accounts1';
    const message = { ...writtenBy(both, { body: 'both' }), from_parent_user_id: parent };
    await postSigned(product.apiUrl, webhookFrom(both, [message], NUMBER_OF_ANOTHER_ACCOUNT));
    await inboxIsEmpty(product.database);
    await undo(ana.id, (await get(ana.id)).merges[0]?.id ?? '');
    const owners = await product.database.query(
      `SELECT value, contact_id AS id, count(*)::int AS accounts FROM contact_identity
       WHERE value = ANY ($1) GROUP BY value, contact_id ORDER BY value`,
      [[both.userId, parent]],
    );
    expect(owners).toEqual([
      { value: parent, id: bob, accounts: 1 },
      { value: both.userId, id: bob, accounts: 2 },
    ]);
    await says(both, 'both here');
    await says(both, 'both there', NUMBER_OF_ANOTHER_ACCOUNT);
    expect(await product.database.query('SELECT reason FROM dead_letter')).toEqual([]);
  });

  it('keeps its assignee, or gets that of the other', async () => {
    const { memberId } = await product.person('agent');
    const [ana, bob] = [await writes('a'), await writes('b')];
    const [his] = await conversationsOf(bob.id);
    await agent.put(`/api/v1/conversations/${his?.id}/assignment`, { memberId });
    const { body } = await merge(ana.id, bob.id);
    expect((await conversationsOf(ana.id))[0]?.assignee?.memberId).toBe(memberId);
    await undo(ana.id, body.merges[0]?.id ?? '');
    expect((await conversationsOf(ana.id))[0]?.assignee).toBeNull();
    expect((await conversationsOf(bob.id))[0]?.assignee?.memberId).toBe(memberId);
  });

  it('allows what was said last, and what each of them said once they are taken apart', async () => {
    const [ana, bob] = [await writes(), await writes()];
    const said = async (phone: string, value: string, at: number, number?: string): Promise<void> => {
      const preference = { wa_id: phone, category: 'marketing_messages', value, timestamp: at };
      const change = messagesChange({ contacts: [], user_preferences: [preference] }, number);
      await postSigned(product.apiUrl, webhookOf({ ...change, field: 'user_preferences' }));
      await inboxIsEmpty(product.database);
    };
    const allowed = async (id: string) => (await get(id)).preferences.map(({ value }) => value).sort();
    await said(ana.phone, 'resume', 1_780_000_100);
    await said(ana.phone, 'stop', 1_780_000_000);
    await said(bob.phone, 'stop', 1_780_000_200);
    await said(bob.phone, 'signup', 1_780_000_000, SECOND_NUMBER);
    expect([await allowed(ana.id), await allowed(bob.id)]).toEqual([['resume'], ['signup', 'stop']]);
    const { body } = await merge(ana.id, bob.id);
    expect(await allowed(ana.id)).toEqual(['signup', 'stop']);
    await said(bob.phone, 'resume', 1_780_000_150);
    expect(await allowed(ana.id)).toEqual(['signup', 'stop']);
    await undo(ana.id, body.merges[0]?.id ?? '');
    expect([await allowed(ana.id), await allowed(bob.id)]).toEqual([['resume'], ['signup', 'stop']]);
  });

  it('allows what was said last, also where the clock of the provider was ahead once', async () => {
    const { phone, id } = await writes();
    const said = async (value: string, timestamp: number): Promise<void> => {
      const preference = { wa_id: phone, category: 'marketing_messages', value, timestamp };
      const change = messagesChange({ contacts: [], user_preferences: [preference] });
      await postSigned(product.apiUrl, webhookOf({ ...change, field: 'user_preferences' }));
      await inboxIsEmpty(product.database);
    };
    await said('resume', 4_070_908_800);
    // The next of the seconds in which providers count.
    await setTimeout(1_100);
    await said('stop', Number(nowInSeconds()));
    expect((await get(id)).preferences.map(({ value }) => value)).toEqual(['stop']);
  });

  it('refuses what cannot be, and says why', async () => {
    const [ana, bob] = [await writes(), await writes()];
    expect(await merge(ana.id, ana.id)).toMatchObject({ status: 400, body: { code: 'same_contact' } });
    expect(await merge(ana.id, ana.id.toUpperCase())).toMatchObject({ body: { code: 'same_contact' } });
    expect(await merge(ana.id, NOBODY)).toMatchObject({ status: 404 });
    expect(await merge(NOBODY, ana.id)).toMatchObject({ status: 404 });
    expect(await merge(ana.id, 'nobody')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await undo(ana.id, NOBODY)).toMatchObject({ status: 404 });
    const { body } = await merge(ana.id, bob.id);
    expect(await merge(ana.id, bob.id)).toMatchObject({ status: 409, body: { code: 'already_merged' } });
    expect(await merge(bob.id, ana.id)).toMatchObject({ status: 409, body: { code: 'already_merged' } });
    const mergeId = body.merges[0]?.id ?? '';
    expect(await undo(bob.id, mergeId)).toMatchObject({ status: 404 });
    expect((await undo(ana.id, mergeId)).status).toBe(200);
    expect(await undo(ana.id, mergeId)).toMatchObject({ status: 409, body: { code: 'merge_undone' } });
    expect(await agent.get(`/api/v1/contacts/${NOBODY}`)).toMatchObject({ status: 404 });
    const viewer = product.as('viewer');
    expect((await viewer.get(`/api/v1/contacts/${ana.id}`)).status).toBe(200);
    expect((await viewer.post(`/api/v1/contacts/${ana.id}/merges`, { fromContactId: bob.id })).status).toBe(
      403,
    );
  });

  it('is not merged with one when they had more identities together than anybody has', async () => {
    const [ana, bob] = [await writes(), await writes()];
    await product.database.query(
      `INSERT INTO contact_identity (tenant_id, id, contact_id, scope, kind, value)
       SELECT $1, uuidv7(), $2, 'whatsapp', 'phone', 'many' || n FROM generate_series(1, 199) AS n`,
      [product.tenantId, bob.id],
    );
    expect(await merge(ana.id, bob.id)).toMatchObject({ status: 409, body: { code: 'too_many_identities' } });
  });

  it('is merged once when many say so at once', async () => {
    const [ana, bob] = [await writes(), await writes()];
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => merge(ana.id, bob.id)),
      ...Array.from({ length: 4 }, () => merge(bob.id, ana.id)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it('is merged within seconds or not at all, so that nobody else waits for long', async () => {
    const [ana, bob] = [await writes(), await writes()];
    const lock = `SELECT pg_advisory_xact_lock(${EXPLODE_LOCK})`;
    const { status, body, headers } = await product.database.whileHeld(lock, () => merge(ana.id, bob.id));
    expect([status, body, headers.get('retry-after')]).toMatchObject([503, { code: 'contacts_busy' }, '5']);
    expect((await merge(ana.id, bob.id)).status).toBe(201);
  });

  it('leaves in the record who merged and who undid it', async () => {
    const [ana, bob] = [await writes('a', 'Ana'), await writes('b', 'Bob')];
    const { body } = await merge(ana.id, bob.id);
    await undo(ana.id, body.merges[0]?.id ?? '');
    const { body: trail } = await product
      .as('owner')
      .get<{ data: { action: string; actor: { name: string }; target: { id: string }; after: unknown }[] }>(
        '/api/v1/audit-events?limit=2',
      );
    expect(trail.data).toMatchObject(
      ['contacts.unmerged', 'contacts.merged'].map((action) => ({
        action,
        actor: { name: 'agent of demo' },
        target: { id: ana.id, name: 'Ana' },
        after: { fromContactId: bob.id, fromName: 'Bob' },
      })),
    );
  });

  it('raises no complaint but of what would have taken too long', () => {
    const others = product.complaints().filter((line) => !/"contacts_busy"|"status":503/.test(line));
    expect(others).toEqual([]);
  });
});
