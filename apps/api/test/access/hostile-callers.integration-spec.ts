import { recordedWhile } from '../support/audit';
import { Browser } from '../support/browser';
import { newPerson, newSession, Person } from '../support/people';
import { Product } from '../support/product';
import { SseClient } from '../support/sse-client';

const WRONG = 'not the password at all';
const INVITATIONS = '/api/v1/invitations';

interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly state: string;
  readonly link: string;
}

describe('a hostile caller', () => {
  let product: Product;
  let count = 0;
  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const newAddress = () => ({ 'x-forwarded-for': `198.51.100.${++count}` });
  const newMember = (role: 'owner' | 'admin') =>
    newPerson(product.database, { name: `Member ${++count}`, membership: { role, tenantSlug: 'demo' } });

  it.each([
    ['the Turkish capital İ, an i to PostgreSQL and two characters to JavaScript', 'i', 'İ'],
    ['the Kelvin sign', 'k', '\u212a'],
    ['a capital', 'i', 'I'],
  ])('does not learn from a lock-out whether an account exists: %s', async (_name, letter, variant) => {
    const known = `${letter}.exists.${++count}@example.com`;
    const { userId } = await newPerson(product.database, { name: `Member ${++count}` });
    await product.database.query('UPDATE app_user SET email = $2 WHERE id = $1', [userId, known]);
    const outcomeOf = async (email: string) => {
      const signIn = (name: string) =>
        Browser.at(product).post('/api/v1/session', { email: name, password: WRONG }, newAddress());
      for (let round = 0; round < 5; round++) await signIn(email.replace(letter, variant));
      return (await signIn(email)).status;
    };
    expect(await outcomeOf(`${letter}.unknown.${count}@example.com`)).toBe(await outcomeOf(known));
  });

  describe('who may not invite any more', () => {
    const invited = async (by: Person, role: string) => {
      const { status, body } = await product
        .signedIn(() => Promise.resolve(by), 'demo')
        .post<Invitation>(INVITATIONS, { email: `guest.${++count}@example.com`, role });
      expect(status).toBe(201);
      return { ...body, token: new URL(body.link).hash.slice(1) };
    };
    const join = (token: string) =>
      Browser.at(product).post(`${INVITATIONS}/acceptance`, {
        token,
        name: 'Back Door',
        password: 'a long and winding back door',
      });
    const revoked = { status: 410, body: { code: 'invitation_revoked' } };
    const stateOf = async (id: string) =>
      (await product.as('viewer').get<{ data: Invitation[] }>(INVITATIONS)).body.data.find(
        (one) => one.id === id,
      )?.state;

    it('does not come back by a link that they kept: who was removed', async () => {
      const admin = await newMember('admin');
      const { id, token, email } = await invited(admin, 'admin');
      await product.as('owner').delete(`/api/v1/members/${admin.memberId}`);
      expect(await join(token)).toMatchObject(revoked);
      expect(await product.anonymous.post(`${INVITATIONS}/preview`, { token })).toMatchObject(revoked);
      expect(await stateOf(id)).toBe('revoked');
      // Somebody who may can invite the same person.
      expect(await product.as('owner').post(INVITATIONS, { email, role: 'agent' })).toMatchObject({
        status: 201,
      });
    });

    it('does not come back by a link that they kept: who left by themselves', async () => {
      const admin = await newMember('admin');
      const { token } = await invited(admin, 'agent');
      await product.signedIn(() => Promise.resolve(admin), 'demo').delete('/api/v1/membership');
      expect(await join(token)).toMatchObject(revoked);
    });

    it('has no owner made by a link from when they were one', async () => {
      const owner = await newMember('owner');
      const [forOwner, forAgent] = [await invited(owner, 'owner'), await invited(owner, 'agent')];
      await product.as('owner').patch(`/api/v1/members/${owner.memberId}`, { role: 'admin' });
      expect(await join(forOwner.token)).toMatchObject(revoked);
      expect(await join(forAgent.token)).toMatchObject({ status: 200 });
    });

    it('an invitation that somebody else gave a new link is theirs', async () => {
      const admin = await newMember('admin');
      const { id } = await invited(admin, 'agent');
      const { body } = await product.as('owner').post<Invitation>(`${INVITATIONS}/${id}/link`);
      await product.as('owner').delete(`/api/v1/members/${admin.memberId}`);
      expect(await join(new URL(body.link).hash.slice(1))).toMatchObject({ status: 200 });
    });
  });

  it.each([`#${'a'.repeat(40)}`, `parley_live_${'a'.repeat(24)}`])(
    'breaks nothing by a name that looks like a secret: %s',
    async (name) => {
      const owner = product.as('owner');
      const answers = await Promise.all([
        owner.patch('/api/v1/me', { name }),
        owner.patch('/api/v1/tenant', { name }),
        owner.post('/api/v1/api-keys', { name, scopes: ['channels.read'] }),
        owner.post(INVITATIONS, { email: `${name}@example.com`, role: 'viewer' }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
      expect(product.complaints()).toEqual([]);
    },
  );

  it.each([
    'a\u202emoc.live@example.com',
    'a\u200b@example.com',
    'a\u2060b@example.com',
    'a@exa\u202emple.com',
  ])('invites nobody whose address reads otherwise than it is: %j', async (email) => {
    expect(await product.as('owner').post(INVITATIONS, { email, role: 'viewer' })).toMatchObject({
      status: 400,
    });
  });

  it.each(['two\u2028lines', 'two\u2029lines'])('has no name of several lines: %j', async (name) => {
    expect(await product.as('viewer').patch('/api/v1/me', { name })).toMatchObject({ status: 400 });
  });

  it.each(['cross-site', 'same-site'])(
    "takes nobody's event streams away from a page that is %s",
    async (site) => {
      const owner = product.as('owner');
      const stream = await SseClient.open(owner, '/api/v1/events?tenant=demo', { 'sec-fetch-site': site });
      await stream.close();
      expect(stream.response.status).toBe(403);
      const own = await SseClient.open(owner, '/api/v1/events?tenant=demo', {
        'sec-fetch-site': 'same-origin',
      });
      await own.close();
      expect(own.response.status).toBe(200);
    },
  );

  it('is told by a 401 how programs prove who they are', async () => {
    for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Basic YTpi' }]) {
      const answer = await product.anonymous.get('/api/v1/tenant', headers);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    }
  });

  it('ends no session without a trace in the record', async () => {
    const agent = await product.person('agent');
    const client = product.signedIn(() => Promise.resolve(agent), 'demo');
    const ended = (path: string) =>
      recordedWhile(product.database, product.tenantId, () => client.delete(`/api/v1/sessions${path}`));
    expect(await ended('')).toEqual([]);
    await newSession(product.database, agent.userId);
    expect(await ended('')).toMatchObject([
      { action: 'account.other_sessions_ended', actor_name: agent.name, target_name: agent.name },
    ]);
    await newSession(product.database, agent.userId);
    const { body } = await client.get<{ data: { id: string; isCurrent: boolean }[] }>('/api/v1/sessions');
    const other = body.data.find(({ isCurrent }) => !isCurrent);
    expect(await ended(`/${other?.id}`)).toMatchObject([
      { action: 'account.session_ended', actor_name: agent.name },
    ]);
  });

  it('puts nothing away for everyone without a trace in the record', async () => {
    const dismiss = () => product.as('owner').put('/api/v1/checklist/dismissal');
    const deeds = await recordedWhile(product.database, product.tenantId, async () => {
      await dismiss();
      await dismiss();
    });
    expect(deeds).toMatchObject([{ action: 'checklist.dismissed' }]);
  });
});
