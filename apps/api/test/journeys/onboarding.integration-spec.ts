import { Client } from '../support/client';
import { everythingSettled } from '../support/inbox';
import { messagesChange, postSigned, textMessage, webhookOf } from '../support/meta';
import { newPerson } from '../support/people';
import { Product } from '../support/product';

const CHECKLIST = '/api/v1/checklist';

interface Checklist {
  readonly dismissed: boolean;
  readonly steps: { readonly name: string; readonly done: boolean }[];
}

describe('the checklist of a new tenant', () => {
  let product: Product;
  let slug: string;
  let number: string;
  let owner: Client;
  let serial = 0;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
  });
  beforeEach(async () => {
    slug = `tenant-${++serial}`;
    number = `10654035225${serial}`;
    await product.addTenant(slug, number);
    owner = product.as('owner', slug);
  });
  afterAll(() => product.stop());

  it('begins with nothing done, though a simulated number is connected', async () => {
    expect(await owner.get(CHECKLIST)).toMatchObject({
      status: 200,
      body: {
        dismissed: false,
        steps: [
          { name: 'talk', done: false },
          { name: 'connect', done: false },
          { name: 'invite', done: false },
        ],
      },
    });
  });

  it('sees that somebody wrote', async () => {
    const change = messagesChange({ messages: [textMessage()] }, number);
    await postSigned(product.apiUrl, webhookOf(change));
    await everythingSettled(product.database);
    expect(await done()).toEqual(['talk']);
    expect(await done(product.as('owner'))).toEqual([]);
  });

  it('sees that a real number was connected', async () => {
    await owner.post('/api/v1/channels', {
      name: 'Support',
      phoneNumberId: '206540352240001',
      wabaId: '102290129340398',
      displayPhoneNumber: '+15550100043',
      accessToken: 'EAAG-a-token-that-is-long-enough',
    });
    expect(await done()).toEqual(['connect']);
    expect(await done(product.as('owner'))).toEqual([]);
  });

  it('sees a second member', async () => {
    await owner.get(CHECKLIST);
    await newPerson(product.database, { name: 'Second', membership: { role: 'agent', tenantSlug: slug } });
    expect(await done()).toEqual(['invite']);
    expect(await done(product.as('owner'))).toEqual([]);
  });

  it('sees an invitation, also one that nobody took', async () => {
    await product.database.query(
      `INSERT INTO invitation (tenant_id, id, email, role, token_hash, invited_by, invited_by_name, expires_at)
       SELECT id, gen_random_uuid(), 'x@example.com', 'agent', '\\x00', gen_random_uuid(), 'owner', now() FROM tenant WHERE slug = $1`,
      [slug],
    );
    expect(await done()).toEqual(['invite']);
    expect(await done(product.as('owner'))).toEqual([]);
  });

  it('is put away for the whole tenant, and for no other, by those who manage it', async () => {
    expect(await product.as('agent', slug).put(`${CHECKLIST}/dismissal`)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await dismissed(owner)).toBe(false);
    expect(await owner.put(`${CHECKLIST}/dismissal`)).toMatchObject({ status: 204, body: undefined });
    expect(await owner.put(`${CHECKLIST}/dismissal`)).toMatchObject({ status: 204 });
    expect(await dismissed(product.as('viewer', slug))).toBe(true);
    expect(await dismissed(product.as('owner'))).toBe(false);
  });

  it('is nothing for those who are no members', async () => {
    expect(await product.anonymous.get(CHECKLIST)).toMatchObject({
      status: 401,
      body: { code: 'sign_in_required' },
    });
    const stranger = product.signedIn(() => product.person('owner'), slug);
    expect(await stranger.get(CHECKLIST)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await stranger.put(`${CHECKLIST}/dismissal`)).toMatchObject({ status: 404 });
  });

  async function done(client = owner): Promise<string[]> {
    const { body } = await client.get<Checklist>(CHECKLIST);
    return body.steps.filter((step) => step.done).map(({ name }) => name);
  }

  async function dismissed(client: Client): Promise<boolean> {
    return (await client.get<Checklist>(CHECKLIST)).body.dismissed;
  }
});
