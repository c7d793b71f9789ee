import { ALL_PERMISSIONS, SCOPES } from '../../src/tenancy/roles/permissions';
import { ROLES } from '../../src/tenancy';
import { ApiKeys } from '../support/api-keys';
import { Product } from '../support/product';

describe('a program in a tenant', () => {
  let product: Product;
  let keys: ApiKeys;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    keys = new ApiKeys(product);
  });
  afterAll(() => product.stop());

  const withScopes = async (...scopes: string[]) =>
    product.withKey((await keys.make({ name: scopes.join(' '), scopes })).token);

  it('is told what it may do there, and that it is nobody', async () => {
    const program = await withScopes('tenant.read', 'audit.read');
    const { body } = await program.get<{ me: { permissions: string[] } }>('/api/v1/tenant');
    expect(body).toMatchObject({ slug: 'demo', me: { memberId: null, role: null } });
    expect(body.me.permissions.sort()).toEqual(['audit.read', 'tenant.read']);
  });

  it('cannot leave it, nor change who is in it', async () => {
    const program = await withScopes('tenant.read', 'members.read');
    const { memberId } = await product.person('viewer');
    const refused = { status: 403, body: { code: 'people_only' } };
    expect(await program.delete('/api/v1/membership')).toMatchObject(refused);
    expect(await program.delete(`/api/v1/members/${memberId}`)).toMatchObject(refused);
    expect(await program.patch('/api/v1/tenant', { name: 'Mine' })).toMatchObject(refused);
    expect(
      await program.post('/api/v1/invitations', { email: 'a@example.com', role: 'agent' }),
    ).toMatchObject(refused);
    expect(await program.get('/api/v1/roles')).toMatchObject(refused);
    expect(await program.get<{ data: { isMe: boolean }[] }>('/api/v1/members')).toMatchObject({
      status: 200,
    });
  });

  it('takes the audit trail out when it may read it, and has nothing to confirm', async () => {
    const program = await withScopes('audit.read');
    expect(await program.get('/api/v1/audit-events/export?format=ndjson')).toMatchObject({ status: 200 });
    const [deed] = await product.database.query(
      `SELECT actor_kind, actor_name FROM audit_event WHERE action = 'audit_trail.exported'`,
    );
    expect(deed).toEqual({ actor_kind: 'api_key', actor_name: 'audit.read' });
    const other = await withScopes('tenant.read');
    expect(await other.get('/api/v1/audit-events/export')).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    });
  });
});

describe('the roles', () => {
  it('are told from the one map, each in a sentence', async () => {
    const product = await Product.create();
    try {
      await product.startApi();
      const { body } = await product.as('viewer').get<{
        permissions: { name: string; says: string; heldByKeys: boolean }[];
        roles: { name: string; says: string; permissions: string[] }[];
      }>('/api/v1/roles');
      expect(body.permissions.map(({ name }) => name)).toEqual(ALL_PERMISSIONS);
      expect(body.permissions.filter((own) => own.heldByKeys).map(({ name }) => name)).toEqual(SCOPES);
      expect(body.roles.map(({ name }) => name)).toEqual(ROLES);
      expect(body.roles[0]?.permissions).toEqual(ALL_PERMISSIONS);
      for (const { says } of [...body.permissions, ...body.roles]) expect(says.length).toBeGreaterThan(10);
    } finally {
      await product.stop();
    }
  });
});
