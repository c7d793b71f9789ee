import { newPerson, Person } from '../support/people';
import { Product } from '../support/product';

interface Tenant {
  readonly version: number;
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly unknownReplies: string;
  readonly me: { memberId: string | null; role: string | null; permissions: string[] };
}

describe('a tenant', () => {
  let product: Product;
  let operator: Promise<Person>;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    operator = newPerson(product.database, { name: 'Operator', isOperator: true });
  });
  afterAll(() => product.stop());

  const theOperator = () => product.signedIn(() => operator);

  it('tells its members what they are in it and may do there', async () => {
    const { body } = await product.as('viewer').get<Tenant>('/api/v1/tenant');
    expect(body).toMatchObject({
      slug: 'demo',
      timeZone: 'UTC',
      language: 'en',
      unknownReplies: 'at_least_once',
      version: 1,
    });
    expect(body.me).toEqual({
      memberId: (await product.person('viewer')).memberId,
      role: 'viewer',
      permissions: ['tenant.read', 'members.read', 'channels.read', 'conversations.read', 'templates.read'],
    });
  });

  it('is changed by those who manage it, and by nobody who saw an older version', async () => {
    const admin = product.as('admin');
    const seen = await admin.get<Tenant>('/api/v1/tenant');
    const etag = String(seen.headers.get('etag'));
    expect(etag).toBe(`"${seen.body.version}"`);
    const change = { name: '  Acme  ', timeZone: 'america/sao_paulo', language: 'pt-br' };
    const changed = await admin.patch<Tenant>('/api/v1/tenant', change, { 'if-match': etag });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: 'Acme',
        timeZone: 'America/Sao_Paulo',
        language: 'pt-BR',
        version: seen.body.version + 1,
      },
    });
    expect(await admin.patch('/api/v1/tenant', { name: 'Late' }, { 'if-match': etag })).toMatchObject({
      status: 412,
      body: { code: 'changed_meanwhile' },
    });
    expect(await product.as('agent').patch('/api/v1/tenant', { name: 'Mine' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('may choose that no reply is ever sent twice, and keeps its choice when it changes something else', async () => {
    const owner = product.as('owner');
    await owner.patch('/api/v1/tenant', { unknownReplies: 'at_most_once' });
    const { body } = await owner.patch<Tenant>('/api/v1/tenant', { language: 'pt' });
    expect([body.unknownReplies, body.language]).toEqual(['at_most_once', 'pt']);
    const back = await owner.patch<Tenant>('/api/v1/tenant', { unknownReplies: 'at_least_once' });
    expect(back.body.unknownReplies).toBe('at_least_once');
  });

  it('keeps its version when nothing is changed', async () => {
    const owner = product.as('owner');
    const { body: before } = await owner.get<Tenant>('/api/v1/tenant');
    const { body: after } = await owner.patch<Tenant>('/api/v1/tenant', { name: before.name });
    expect(after).toEqual(before);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ timeZone: '+05:30' }, '/timeZone'],
    [{ timeZone: '' }, '/timeZone'],
    [{ language: 'not a language' }, '/language'],
    [{ language: null }, '/language'],
    [{ unknownReplies: 'exactly_once' }, '/unknownReplies'],
    [{ unknownReplies: null }, '/unknownReplies'],
    [{ name: ' ' }, '/name'],
    [{ name: 'a\u0000b' }, '/name'],
    [{ name: '\u202eevil' }, '/name'],
    [{ name: 'x'.repeat(81) }, '/name'],
    [{ slug: 'other' }, '/slug'],
    [{ tenantId: '01900000-0000-7000-8000-000000000000' }, '/tenantId'],
    [{ version: 7 }, '/version'],
  ])('refuses %j', async (change, pointer) => {
    const { status, body } = await product
      .as('owner')
      .patch<{ errors: { pointer: string }[] }>('/api/v1/tenant', change);
    expect(status).toBe(400);
    expect(body.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  it('is made by the operator, who owns it', async () => {
    const made = await theOperator().post('/api/v1/tenants', { name: 'Second', slug: 'second' });
    expect(made).toMatchObject({ status: 201, body: { slug: 'second', name: 'Second', role: 'owner' } });
    const seen = await product.signedIn(() => operator, 'second').get<Tenant>('/api/v1/tenant');
    expect(seen.body).toMatchObject({ name: 'Second', me: { role: 'owner' } });
  });

  it('is made by nobody else, an owner of another one included', async () => {
    const answer = await product.as('owner').post('/api/v1/tenants', { name: 'Third', slug: 'third' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'operator_only' } });
  });

  it('has an address that no other one has, also when two ask at the same time', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) => theOperator().post('/api/v1/tenants', { name: `Race ${n}`, slug: 'race' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'slug_taken' });
    const rows = await product.database.query(
      `SELECT count(*)::int AS owners FROM membership JOIN tenant ON tenant.id = tenant_id WHERE slug = 'race'`,
    );
    expect(rows).toEqual([{ owners: 1 }]);
  });

  it.each(['admin', 'Acme', '-acme', 'acme-', 'a--b', 'a b', 'ä', '', 'x'.repeat(41), 7, null])(
    'has no address like %j',
    async (slug) => {
      const answer = await theOperator().post('/api/v1/tenants', { name: 'Any', slug });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    },
  );
});
