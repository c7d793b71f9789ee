import { forTenants } from '../../src/kernel/context';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SystemDatabase } from '../../src/platform/database/database';
import { InvitationsService, Role } from '../../src/tenancy';
import { eventually } from '../support/eventually';
import { newPerson, Person } from '../support/people';
import { Product } from '../support/product';

interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly link: string;
  readonly code: string;
}

describe('an invitation', () => {
  let product: Product;
  let api: NestFastifyApplication;
  let count = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', '106540352249999');
    api = await product.startApi();
  });
  afterAll(() => product.stop());

  const newEmail = () => `guest.${++count}@example.com`;
  const tokenIn = (link: string) => new URL(link).hash.slice(1);
  const invite = (email = newEmail(), role: Role = 'agent', by: Role = 'owner') =>
    product.as(by).post<Invitation>('/api/v1/invitations', { email, role });
  const seen = async (id: string) => {
    const { body } = await product.as('viewer').get<{ data: Invitation[] }>('/api/v1/invitations');
    return body.data.find((invitation) => invitation.id === id);
  };
  const guest = async (email: string) => {
    const person = await newPerson(product.database, { name: `Guest ${++count}` });
    await product.database.query('UPDATE app_user SET email = $2 WHERE id = $1', [person.userId, email]);
    return { ...person, email };
  };
  const accept = (token: string, { userId: id, email, name }: Person) =>
    api
      .get(SystemDatabase)
      .systemTransaction((transaction) =>
        api.get(InvitationsService).accept(transaction, token, { id, email, name }),
      );
  const preview = (token: string) => api.get(InvitationsService).preview(token);

  it('is a link with its token where no server sees it, good for seven days', async () => {
    const { status, body } = await invite('Ana@example.com');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      email: 'Ana@example.com',
      role: 'agent',
      state: 'waiting',
      invitedByName: 'owner of demo',
      mailed: false,
      mailProblem: expect.stringContaining('mail server'),
    });
    expect(body.link).toMatch(/^http:\/\/localhost:3000\/invitation#[\w-]{64}$/);
    const { expiresAt, createdAt } = body as unknown as { expiresAt: string; createdAt: string };
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(7 * 24 * 3_600_000);
    expect(await preview(tokenIn(body.link))).toMatchObject({
      tenantName: 'demo',
      invitedByName: 'owner of demo',
      email: 'Ana@example.com',
      role: 'agent',
    });
  });

  it('keeps its token nowhere: not in the database, not in the list, not in the log', async () => {
    const { body } = await invite();
    const token = tokenIn(body.link);
    const tables = ['invitation', 'audit_event'];
    for (const table of tables) {
      const rows = await product.database.query(`SELECT to_jsonb(${table})::text AS row FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
    expect(JSON.stringify(await seen(body.id))).not.toContain(token);
    expect(product.logLines.join('\n')).not.toContain(token);
  });

  it('makes a member, once, also when it is accepted several times at once', async () => {
    const { body } = await invite(undefined, 'viewer');
    const person = await guest(body.email);
    const token = tokenIn(body.link);
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => accept(token, person)));
    const accepted = outcomes.flatMap((own) => (own.status === 'fulfilled' ? [own.value] : []));
    const refused = outcomes.flatMap((own) => (own.status === 'rejected' ? [own.reason] : []));
    expect(accepted).toEqual([{ tenantId: product.tenantId, slug: 'demo', name: 'demo', role: 'viewer' }]);
    expect(refused).toMatchObject(Array(3).fill({ status: 410, code: 'invitation_used' }));
    expect(await seen(body.id)).toMatchObject({ state: 'accepted' });
    expect(
      await product.database.query('SELECT role FROM membership WHERE user_id = $1', [person.userId]),
    ).toEqual([{ role: 'viewer' }]);
    await expect(preview(token)).rejects.toMatchObject({ status: 410, code: 'invitation_used' });
  });

  it('makes no second member of somebody who asked while the first answer was on its way', async () => {
    const { body } = await invite();
    const person = await guest(body.email);
    const token = tokenIn(body.link);
    let second: Promise<unknown> = Promise.resolve();
    await api.get(SystemDatabase).systemTransaction(async (transaction) => {
      await api.get(InvitationsService).accept(transaction, token, { ...person, id: person.userId });
      second = accept(token, person).catch((error: unknown) => error);
      await eventually('the second one waits for the first', async () => {
        const waiting = await product.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return waiting.length > 0;
      });
    });
    expect(await second).toMatchObject({ status: 410, code: 'invitation_used' });
  });

  it('is for the account of that address, however it is written', async () => {
    const { body } = await invite('Bea.Lima@Example.com');
    const token = tokenIn(body.link);
    const stranger = await guest(newEmail());
    await expect(accept(token, stranger)).rejects.toMatchObject({ status: 403, code: 'other_account' });
    await expect(accept(token, await guest('bea.lima@example.COM'))).resolves.toMatchObject({ slug: 'demo' });
  });

  it('is dead when it has a new link, and the new one lives', async () => {
    const { body } = await invite();
    const renewed = await product.as('admin').post<Invitation>(`/api/v1/invitations/${body.id}/link`);
    expect(renewed).toMatchObject({ status: 201, body: { id: body.id, state: 'waiting' } });
    await expect(preview(tokenIn(body.link))).rejects.toMatchObject({ status: 404 });
    await expect(preview(tokenIn(renewed.body.link))).resolves.toMatchObject({ email: body.email });
  });

  it('can be taken back, and then opens nothing', async () => {
    const { body } = await invite();
    expect(await product.as('admin').delete(`/api/v1/invitations/${body.id}`)).toMatchObject({ status: 204 });
    await expect(preview(tokenIn(body.link))).rejects.toMatchObject({ code: 'invitation_revoked' });
    await expect(accept(tokenIn(body.link), await guest(body.email))).rejects.toMatchObject({
      code: 'invitation_revoked',
    });
    expect(await product.as('owner').post(`/api/v1/invitations/${body.id}/link`)).toMatchObject({
      status: 410,
    });
    expect(await invite(body.email)).toMatchObject({ status: 201 });
  });

  it('ends after its time, and can then be renewed or made anew', async () => {
    const { body: first } = await invite();
    const { body: second } = await invite();
    await product.database.query(`UPDATE invitation SET expires_at = now() WHERE id = ANY ($1)`, [
      [first.id, second.id],
    ]);
    await expect(preview(tokenIn(first.link))).rejects.toMatchObject({ code: 'invitation_expired' });
    await expect(accept(tokenIn(first.link), await guest(first.email))).rejects.toMatchObject({
      code: 'invitation_expired',
    });
    const renewed = await product.as('owner').post<Invitation>(`/api/v1/invitations/${first.id}/link`);
    await expect(preview(tokenIn(renewed.body.link))).resolves.toMatchObject({ email: first.email });
    expect(await invite(second.email)).toMatchObject({ status: 201 });
    expect(await seen(second.id)).toMatchObject({ state: 'expired' });
  });

  it('is not made for a member, nor twice for one address, also at the same time', async () => {
    const { email } = await product.person('viewer');
    expect(await invite(email.toUpperCase())).toMatchObject({
      status: 409,
      body: { code: 'already_member' },
    });
    const twice = newEmail();
    const answers = await Promise.all([1, 2, 3].map(() => invite(twice)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('already_invited');
  });

  it('makes owners for owners alone: nobody else comes by such a link', async () => {
    const refused = { status: 403, body: { code: 'owner_only' } };
    expect(await invite(newEmail(), 'owner', 'admin')).toMatchObject(refused);
    const { body } = await invite(newEmail(), 'owner');
    expect(await product.as('admin').post(`/api/v1/invitations/${body.id}/link`)).toMatchObject(refused);
    expect(await product.as('admin').delete(`/api/v1/invitations/${body.id}`)).toMatchObject(refused);
    expect(await invite(newEmail(), 'viewer', 'agent')).toMatchObject({ status: 403 });
  });

  it('of another tenant is not there', async () => {
    const { body } = await product
      .as('owner', 'other')
      .post<Invitation>('/api/v1/invitations', { email: newEmail(), role: 'agent' });
    expect(await product.as('owner').delete(`/api/v1/invitations/${body.id}`)).toMatchObject({ status: 404 });
    expect(await product.as('owner').post(`/api/v1/invitations/${body.id}/link`)).toMatchObject({
      status: 404,
    });
    // Somebody who puts our tenant before the secret of another looks for it in ours.
    const secret = Buffer.from(tokenIn(body.link), 'base64url').subarray(16);
    const ours = Buffer.from(product.tenantId.replaceAll('-', ''), 'hex');
    const forged = Buffer.concat([ours, secret]).toString('base64url');
    await expect(preview(forged)).rejects.toMatchObject({ status: 404, code: 'invitation_not_found' });
  });

  it.each(['', 'x', '#', 'A'.repeat(64), '-'.repeat(64), 'a'.repeat(10_000), '\u0000'.repeat(64)])(
    'is not opened by %j',
    async (token) => {
      await expect(preview(token)).rejects.toMatchObject({ status: 404, code: 'invitation_not_found' });
    },
  );

  it.each([
    { email: 'nobody', role: 'agent' },
    { email: 'a@b.c\r\nBcc: x@example.com', role: 'agent' },
    { email: `${'x'.repeat(250)}@example.com`, role: 'agent' },
    { email: 'ok@example.com', role: 'root' },
    { email: ['a@example.com', 'b@example.com'], role: 'agent' },
    { email: 'ok@example.com', role: 'agent', tenantId: '01900000-0000-7000-8000-000000000000' },
    {},
  ])('is not made from %j', async (wanted) => {
    const answer = await product.as('owner').post('/api/v1/invitations', wanted);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('needs a tenant to be looked up in', async () => {
    const service = api.get(InvitationsService);
    expect(() => service.list()).toThrow('needs a tenant');
    await expect(forTenants([product.tenantId], () => service.list())).resolves.toBeInstanceOf(Array);
  });
});
