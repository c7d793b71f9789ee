import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemDatabase } from '../../src/platform/database/database';
import { InvitationsService, Role, TenantsService } from '../../src/tenancy';
import { recordedIn, recordedWhile } from '../support/audit';
import { newPerson } from '../support/people';
import { Product } from '../support/product';

describe('what is done in a tenant is recorded, each deed once', () => {
  let product: Product;
  let api: NestFastifyApplication;
  let count = 0;

  beforeAll(async () => {
    product = await Product.create();
    api = await product.startApi();
    await product.person('owner');
  });
  afterAll(() => product.stop());

  const during = (act: () => Promise<unknown>) => recordedWhile(product.database, product.tenantId, act);
  const newMember = (role: Role) =>
    newPerson(product.database, {
      name: `Member ${++count}`,
      membership: { role, tenantSlug: 'demo' },
    });
  const invite = () =>
    product.as('owner').post<{ id: string; link: string; email: string }>('/api/v1/invitations', {
      email: `guest.${++count}@example.com`,
      role: 'agent',
    });

  it('tenant.changed, with what changed alone', async () => {
    const deeds = await during(() =>
      product.as('owner').patch('/api/v1/tenant', { name: 'demo', timeZone: 'Europe/Lisbon' }),
    );
    expect(deeds).toEqual([
      {
        action: 'tenant.changed',
        before: { timeZone: 'UTC' },
        after: { timeZone: 'Europe/Lisbon' },
        target_name: 'demo',
        actor_name: 'owner of demo',
      },
    ]);
  });

  it('tenant.changed, when it wants no reply sent twice', async () => {
    const deeds = await during(() =>
      product.as('owner').patch('/api/v1/tenant', { unknownReplies: 'at_most_once' }),
    );
    expect(deeds).toMatchObject([
      {
        action: 'tenant.changed',
        before: { unknownReplies: 'at_least_once' },
        after: { unknownReplies: 'at_most_once' },
      },
    ]);
  });

  it('member.role_changed, member.removed and member.left', async () => {
    const [first, second] = [await newMember('agent'), await newMember('viewer')];
    const path = `/api/v1/members/${first.memberId}`;
    expect(await during(() => product.as('owner').patch(path, { role: 'admin' }))).toMatchObject([
      {
        action: 'member.role_changed',
        before: { role: 'agent' },
        after: { role: 'admin' },
        target_name: first.name,
      },
    ]);
    expect(await during(() => product.as('owner').delete(path))).toMatchObject([
      { action: 'member.removed', before: { email: first.email, role: 'admin' }, after: null },
    ]);
    const leaver = product.signedIn(() => Promise.resolve(second), 'demo');
    expect(await during(() => leaver.delete('/api/v1/membership'))).toMatchObject([
      { action: 'member.left', actor_name: second.name, target_name: second.name },
    ]);
  });

  it('invitation.created, invitation.link_renewed and invitation.revoked', async () => {
    let id = '';
    expect(await during(async () => (id = (await invite()).body.id))).toMatchObject([
      { action: 'invitation.created', after: { role: 'agent' } },
    ]);
    expect(await during(() => product.as('owner').post(`/api/v1/invitations/${id}/link`))).toMatchObject([
      { action: 'invitation.link_renewed' },
    ]);
    expect(await during(() => product.as('owner').delete(`/api/v1/invitations/${id}`))).toMatchObject([
      { action: 'invitation.revoked' },
    ]);
  });

  it('invitation.accepted, by the one who accepted', async () => {
    const { body } = await invite();
    const { userId } = await newPerson(product.database, { name: `Guest ${++count}` });
    const user = { id: userId, email: body.email, name: 'New Agent' };
    const token = new URL(body.link).hash.slice(1);
    const deeds = await during(() =>
      api
        .get(SystemDatabase)
        .systemTransaction((transaction) => api.get(InvitationsService).accept(transaction, token, user)),
    );
    expect(deeds).toMatchObject([{ action: 'invitation.accepted', actor_name: 'New Agent' }]);
  });

  it('tenant.created, in the new one', async () => {
    const operator = await newPerson(product.database, { name: 'Operator', isOperator: true });
    const by = product.signedIn(() => Promise.resolve(operator));
    expect(await during(() => by.post('/api/v1/tenants', { name: 'Second', slug: 'second' }))).toEqual([]);
    const [tenant] = await product.database.query<{ id: string }>(
      `SELECT id FROM tenant WHERE slug = 'second'`,
    );
    expect(await recordedIn(product.database, String(tenant?.id))).toEqual([
      {
        action: 'tenant.created',
        before: null,
        after: { name: 'Second', slug: 'second' },
        target_name: 'Second',
        actor_name: 'Operator',
      },
    ]);
  });

  it('tenant.adopted, when its first person comes', async () => {
    const tenantId = await product.addBareTenant('memberless');
    const { userId } = await newPerson(product.database, { name: 'First' });
    expect(await api.get(TenantsService).memberless()).toEqual({ name: 'memberless', slug: 'memberless' });
    const adopted = await api
      .get(SystemDatabase)
      .systemTransaction((transaction) =>
        api
          .get(TenantsService)
          .adoptMemberless(transaction, { name: 'Ours', slug: 'ours' }, { id: userId, name: 'First' }),
      );
    expect(adopted).toMatchObject({ id: tenantId, slug: 'ours', name: 'Ours' });
    expect(await recordedIn(product.database, tenantId)).toMatchObject([
      { action: 'tenant.adopted', before: { slug: 'memberless' }, after: { slug: 'ours' } },
    ]);
    expect(await api.get(TenantsService).memberless()).toBeNull();
  });

  it('audit_trail.exported', async () => {
    const path = '/api/v1/audit-events/export?format=ndjson&action=member.left';
    expect(await during(() => product.as('owner').get(path))).toMatchObject([
      { action: 'audit_trail.exported', after: { format: 'ndjson', action: 'member.left' } },
    ]);
  });

  it('nothing for what was refused, looked at or left as it was', async () => {
    const owner = product.as('owner');
    const { memberId } = await product.person('owner');
    const deeds = await during(async () => {
      await owner.get('/api/v1/members');
      await owner.get('/api/v1/audit-events');
      await owner.patch('/api/v1/tenant', { timeZone: 'Europe/Lisbon' });
      await owner.patch(`/api/v1/members/${memberId}`, { role: 'owner' });
      expect(await owner.patch(`/api/v1/members/${memberId}`, { role: 'agent' })).toMatchObject({
        status: 409,
      });
      await product.as('agent').patch('/api/v1/tenant', { name: 'Mine' });
      await owner.post('/api/v1/invitations', { email: 'nobody', role: 'agent' });
    });
    expect(deeds).toEqual([]);
  });
});
