import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { ApiKeys } from '../support/api-keys';
import { echoTo, everythingSettled } from '../support/inbox';
import { messagesChange, postSigned, textMessage, textWebhook, webhookOf } from '../support/meta';
import { Product } from '../support/product';
import { SseClient } from '../support/sse-client';

const CONVERSATIONS = '/api/v1/conversations';
const OTHER_NUMBER = '106540352249999';
const UNKNOWN = '01900000-0000-7000-8000-000000000000';

interface Conversation {
  readonly id: string;
  readonly assignee: { readonly memberId: string; readonly name: string } | null;
}

describe('the assignment of a conversation', () => {
  let product: Product;
  let agent: Client;
  let agentId: string;
  let conversationId: string;
  let secondConversationId: string;
  let foreignConversationId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.addTenant('other', OTHER_NUMBER);
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    agent = product.as('agent');
    agentId = await memberId('agent');
    await postSigned(product.apiUrl, textWebhook({ from: '16505550100' }));
    await postSigned(product.apiUrl, textWebhook({ from: '16505550101' }));
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [textMessage()] }, OTHER_NUMBER)));
    await everythingSettled(product.database);
    for (const phone of ['16505550100', '16505550101']) await echoTo(product.database, phone, 'read');
    conversationId = await conversationOf(product.tenantId, '16505550100');
    secondConversationId = await conversationOf(product.tenantId, '16505550101');
    const [other] = await product.database.query<{ id: string }>(
      `SELECT id FROM tenant WHERE slug = 'other'`,
    );
    foreignConversationId = await conversationOf(String(other?.id), '16505551234');
  });
  beforeEach(() => assign(null));
  afterAll(() => product.stop());

  it('names nobody at first, in the list and alone', async () => {
    expect(await inList()).toMatchObject({ id: conversationId, assignee: null });
    expect(await alone()).toMatchObject({ assignee: null });
  });

  it('names a member, and shows them by name', async () => {
    const answer = await assign(agentId);
    const assignee = { memberId: agentId, name: 'agent of demo' };
    expect(answer).toMatchObject({ status: 200, body: { id: conversationId, assignee } });
    expect(await inList()).toMatchObject({ assignee });
    expect(await alone()).toMatchObject({ assignee });
  });

  it('goes from one to another, and back to nobody', async () => {
    await assign(agentId);
    const viewerId = await memberId('viewer');
    expect(await assign(viewerId)).toMatchObject({ body: { assignee: { memberId: viewerId } } });
    expect(await assign(null)).toMatchObject({ status: 200, body: { assignee: null } });
    expect(await assign(null)).toMatchObject({ status: 200, body: { assignee: null } });
  });

  it('does not move the conversation in the list', async () => {
    const before = (await agent.get(`${CONVERSATIONS}/${conversationId}`)).body;
    await assign(agentId);
    expect(await alone()).toEqual({ ...(before as object), assignee: expect.anything() as object });
  });

  it.each([
    ['a member of another tenant', () => memberId('agent', 'other')],
    ['a member that does not exist', () => Promise.resolve(UNKNOWN)],
    ['the user behind a member', async () => (await product.person('agent')).userId],
  ])('refuses %s', async (_name, who) => {
    await assign(agentId);
    expect(await assign(await who())).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await alone()).toMatchObject({ assignee: { memberId: agentId } });
  });

  it.each([
    {},
    { memberId: null },
    { memberId: 'agent' },
    { memberId: 7 },
    { memberId: [UNKNOWN] },
    { agent: 'x' },
  ])('refuses %j', async (input) => {
    const answer = await agent.put(`${CONVERSATIONS}/${conversationId}/assignment`, input);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  });

  it('of a conversation of another tenant is like that of one that does not exist', async () => {
    for (const id of [foreignConversationId, UNKNOWN, 'nonsense']) {
      const path = `${CONVERSATIONS}/${id}/assignment`;
      for (const answer of [await agent.put(path, { memberId: agentId }), await agent.delete(path)]) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
      }
    }
    const [row] = await product.database.query('SELECT assignee_id FROM conversation WHERE id = $1', [
      foreignConversationId,
    ]);
    expect(row).toEqual({ assignee_id: null });
  });

  it('is for agents and programs with the scope, not for viewers', async () => {
    const viewer = product.as('viewer');
    const path = `${CONVERSATIONS}/${conversationId}/assignment`;
    const forbidden = { status: 403, body: { code: 'forbidden' } };
    expect(await viewer.put(path, { memberId: agentId })).toMatchObject(forbidden);
    expect(await viewer.delete(path)).toMatchObject(forbidden);
    expect(await viewer.get(CONVERSATIONS)).toMatchObject({ status: 200 });
    const keys = new ApiKeys(product);
    const reader = product.withKey((await keys.make({ scopes: ['conversations.read'] })).token);
    expect(await reader.put(path, { memberId: agentId })).toMatchObject({
      status: 403,
      body: { code: 'scope_missing' },
    });
    const dispatcher = product.withKey((await keys.make({ scopes: ['conversations.assign'] })).token);
    expect(await dispatcher.put(path, { memberId: agentId })).toMatchObject({ status: 200 });
  });

  it('is heard by those who listen, once for each change', async () => {
    const listener = await SseClient.open(agent, '/api/v1/events?tenant=demo');
    try {
      const heard = (id: string) =>
        listener.heard.filter(
          ({ type, data }) =>
            type === 'conversation.changed' && (data as { conversationId: string }).conversationId === id,
        ).length;
      /** All that was told until now is heard: they are heard in the order in which they are told. */
      const allIsHeard = async (memberId: string | null) => {
        const before = heard(secondConversationId);
        await assign(memberId, secondConversationId);
        await eventually('the other one was heard', () => heard(secondConversationId) > before);
      };
      await allIsHeard(agentId);
      const before = heard(conversationId);
      await assign(agentId);
      await eventually('the assignment was heard', () => heard(conversationId) > before);
      await assign(agentId);
      await assign(null);
      await allIsHeard(null);
      expect(heard(conversationId)).toBe(before + 2);
    } finally {
      await listener.close();
    }
  });

  it('ends when the member is removed', async () => {
    const leaver = await memberId('admin');
    await assign(leaver);
    await product.database.query('DELETE FROM membership WHERE id = $1', [leaver]);
    expect(await alone()).toMatchObject({ assignee: null });
  });

  it('answers 404, never an error of ours, for a member who is removed meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const [row] = await product.database.query<{ id: string }>(
        `INSERT INTO membership (tenant_id, id, user_id, role)
         VALUES ($1, gen_random_uuid(), $2, 'agent') RETURNING id`,
        [product.tenantId, (await product.person('owner', 'other')).userId],
      );
      const leaver = String(row?.id);
      const [answer] = await Promise.all([
        assign(leaver),
        product.database.query('DELETE FROM membership WHERE id = $1', [leaver]),
      ]);
      expect([200, 404]).toContain(answer.status);
      expect(await alone()).toMatchObject({ assignee: null });
    }
  });

  function assign(memberId: string | null, id = conversationId) {
    const path = `${CONVERSATIONS}/${id}/assignment`;
    return memberId === null ? agent.delete<Conversation>(path) : agent.put<Conversation>(path, { memberId });
  }

  async function alone(): Promise<Conversation> {
    return (await agent.get<Conversation>(`${CONVERSATIONS}/${conversationId}`)).body;
  }

  async function inList(): Promise<Conversation | undefined> {
    const { body } = await agent.get<{ data: Conversation[] }>(CONVERSATIONS);
    return body.data.find(({ id }) => id === conversationId);
  }

  async function memberId(role: 'agent' | 'viewer' | 'admin', slug = 'demo'): Promise<string> {
    return String((await product.person(role, slug)).memberId);
  }

  async function conversationOf(tenantId: string, phone: string): Promise<string> {
    const [row] = await product.database.query<{ id: string }>(
      `SELECT conversation.id FROM conversation JOIN contact_identity USING (tenant_id, contact_id)
       WHERE tenant_id = $1 AND value = $2`,
      [tenantId, phone],
    );
    return String(row?.id);
  }
});
