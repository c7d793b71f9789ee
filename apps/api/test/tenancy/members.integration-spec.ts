import { newPerson, Person } from '../support/people';
import { Product } from '../support/product';
import { MemberChanges } from '../../src/tenancy';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Role } from '../../src/tenancy';

interface Member {
  readonly id: string;
  readonly role: Role;
  readonly version: number;
  readonly isMe: boolean;
}

describe('the members of a tenant', () => {
  let product: Product;
  let api: NestFastifyApplication;
  let count = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    api = await product.startApi();
    await product.person('owner');
  });
  afterAll(() => product.stop());

  const newMember = (role: Role, tenantSlug = 'demo') =>
    newPerson(product.database, { name: `Member ${++count}`, membership: { role, tenantSlug } });

  const client = (person: Person, slug = 'demo') => product.signedIn(() => Promise.resolve(person), slug);

  const member = async ({ memberId }: Person): Promise<Member | undefined> => {
    const { body } = await product.as('owner').get<{ data: Member[] }>('/api/v1/members');
    return body.data.find(({ id }) => id === memberId);
  };

  const setRole = (by: Person, whom: Person, role: string, headers = {}) =>
    client(by).patch<{ code: string } & Member>(`/api/v1/members/${whom.memberId}`, { role }, headers);

  it('are seen by each of them, and by nobody of another tenant', async () => {
    const viewer = await product.person('viewer');
    const { body } = await client(viewer).get<{ data: Member[] }>('/api/v1/members');
    expect(body.data.find(({ id }) => id === viewer.memberId)).toMatchObject({
      userId: viewer.userId,
      name: viewer.name,
      email: viewer.email,
      role: 'viewer',
      twoFactor: false,
      isMe: true,
      version: 1,
    });
    expect(body.data.filter(({ isMe }) => isMe)).toHaveLength(1);
    const { body: others } = await product.as('owner', 'other').get<{ data: Member[] }>('/api/v1/members');
    expect(others.data).toHaveLength(1);
  });

  it('get another role from those who manage them', async () => {
    const admin = await product.person('admin');
    const agent = await newMember('agent');
    const answer = await setRole(admin, agent, 'viewer', { 'if-match': '"1"' });
    expect(answer).toMatchObject({ status: 200, body: { role: 'viewer', version: 2 } });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await setRole(admin, agent, 'agent', { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    expect(await member(agent)).toMatchObject({ role: 'viewer', version: 2 });
  });

  it.each(['king', '', null, 7, ['owner']])('have no role %j', async (role) => {
    const agent = await newMember('agent');
    const answer = await product.as('owner').patch(`/api/v1/members/${agent.memberId}`, { role });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('are made, changed and removed as owners by owners alone', async () => {
    const admin = await product.person('admin');
    const agent = await newMember('agent');
    const owner = await newMember('owner');
    const refused = { status: 403, body: { code: 'owner_only' } };
    expect(await setRole(admin, agent, 'owner')).toMatchObject(refused);
    expect(await setRole(admin, admin, 'owner')).toMatchObject(refused);
    expect(await setRole(admin, owner, 'agent')).toMatchObject(refused);
    expect(await client(admin).delete(`/api/v1/members/${owner.memberId}`)).toMatchObject(refused);
    expect(await setRole(owner, agent, 'owner')).toMatchObject({ status: 200 });
  });

  it('of another tenant are not there', async () => {
    const theirs = await newMember('agent', 'other');
    const ours = product.as('owner');
    const unknown = '01900000-0000-7000-8000-000000000000';
    for (const id of [theirs.memberId, unknown, 'nonsense']) {
      expect(await ours.patch(`/api/v1/members/${id}`, { role: 'viewer' })).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
      expect(await ours.delete(`/api/v1/members/${id}`)).toMatchObject({ status: 404 });
    }
  });

  it('lose what was assigned to them when they are removed', async () => {
    const agent = await newMember('agent');
    await assignNewConversation(agent);
    const answer = await product.as('admin').delete(`/api/v1/members/${agent.memberId}`);
    expect(answer).toMatchObject({ status: 204, body: undefined });
    expect(await product.database.query('SELECT assignee_id, tenant_id FROM conversation')).toEqual([
      { assignee_id: null, tenant_id: product.tenantId },
    ]);
    expect([401, 404]).toContain((await client(agent).get('/api/v1/tenant')).status);
  });

  it('may leave, but for the last owner', async () => {
    const agent = await newMember('agent');
    expect(await client(agent).delete('/api/v1/membership')).toMatchObject({ status: 204 });
    expect(await member(agent)).toBeUndefined();
    const last = await product.person('owner', 'other');
    const refused = { status: 409, body: { code: 'last_owner' } };
    expect(await client(last, 'other').delete('/api/v1/membership')).toMatchObject(refused);
    expect(await client(last, 'other').delete(`/api/v1/members/${last.memberId}`)).toMatchObject(refused);
    expect(
      await client(last, 'other').patch(`/api/v1/members/${last.memberId}`, { role: 'admin' }),
    ).toMatchObject(refused);
  });

  it('keep an owner when two owners demote each other at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = await twoOwnersOf('race');
      const answers = await Promise.all([
        client(a, 'race').patch(`/api/v1/members/${b.memberId}`, { role: 'viewer' }),
        client(b, 'race').patch(`/api/v1/members/${a.memberId}`, { role: 'viewer' }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
      expect(await ownersOf('race')).toBe(1);
    }
  });

  it('keep an owner when the last two leave at the same time', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = await twoOwnersOf('race');
      const answers = await Promise.all(
        [a, b].map((own) => client(own, 'race').delete<{ code?: string }>('/api/v1/membership')),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
      expect(await ownersOf('race')).toBe(1);
    }
  });

  it('tell those who want to know of their changes, in the same transaction', async () => {
    const heard: string[] = [];
    const changes = api.get(MemberChanges);
    const agent = await newMember('agent');
    changes.register({
      roleChanged: async (_, { memberId, userId, tenantId }) =>
        void (memberId === agent.memberId && heard.push('role', userId, tenantId)),
      removed: async (_, { memberId }) => {
        if (memberId === agent.memberId) throw new Error('planted');
      },
    });
    const owner = await product.person('owner');
    await setRole(owner, agent, 'viewer');
    expect(heard).toEqual(['role', agent.userId, product.tenantId]);
    expect(await client(owner).delete(`/api/v1/members/${agent.memberId}`)).toMatchObject({ status: 500 });
    expect(await member(agent)).toMatchObject({ role: 'viewer' });
  });

  async function twoOwnersOf(slug: string): Promise<[Person, Person]> {
    await product.database.query(
      `INSERT INTO tenant (id, slug, name) VALUES (gen_random_uuid(), $1, $1) ON CONFLICT DO NOTHING`,
      [slug],
    );
    await product.database.query(
      'DELETE FROM membership USING tenant WHERE tenant.id = tenant_id AND slug = $1',
      [slug],
    );
    return [await newMember('owner', slug), await newMember('owner', slug)];
  }

  async function ownersOf(slug: string): Promise<number | undefined> {
    const [row] = await product.database.query<{ owners: number }>(
      `SELECT count(*)::int AS owners FROM membership JOIN tenant ON tenant.id = tenant_id
       WHERE slug = $1 AND role = 'owner'`,
      [slug],
    );
    return row?.owners;
  }

  async function assignNewConversation({ memberId }: Person): Promise<void> {
    await product.database.query(
      `WITH person AS (
         INSERT INTO contact (tenant_id, id, name) VALUES ($1, gen_random_uuid(), 'Ana') RETURNING id)
       INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at, assignee_id)
       SELECT $1, gen_random_uuid(), channel.id, person.id, now(), $2 FROM channel, person WHERE channel.tenant_id = $1`,
      [product.tenantId, memberId],
    );
  }
});
