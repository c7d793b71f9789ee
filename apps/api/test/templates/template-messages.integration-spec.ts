import { BODY, TEMPLATES, TemplateScene } from './template-scene';

interface Made {
  readonly body: Record<string, unknown> | null;
  readonly words: string | null;
  readonly faults: readonly { readonly key: string; readonly code: string }[];
}

describe('a message that is made of a template', () => {
  let scene: TemplateScene;
  beforeAll(async () => {
    scene = await TemplateScene.set();
  });
  afterAll(() => scene.stop());

  const GREETING = {
    parameterFormat: 'named',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{first_name}}, your order *{{order}}* is on its way.\nWe thank you for it.',
        example: {
          body_text_named_params: [
            { param_name: 'first_name', example: 'Ana' },
            { param_name: 'order', example: 'AB-1' },
          ],
        },
      },
    ],
  };
  const made = async (id: string, values: object = {}) => {
    const { status, body } = await scene.admin.post<Made>(`${TEMPLATES}/${id}/message`, values);
    return { status, ...body };
  };

  it('names what is missing, is sent as it was made, and is read as its words ever after', async () => {
    const { id } = await scene.approved(scene.newName('greeting'), GREETING);
    expect(await made(id)).toMatchObject({
      status: 200,
      body: null,
      faults: [
        { key: 'body.first_name', code: 'missing' },
        { key: 'body.order', code: 'missing' },
      ],
    });
    const values = { 'body.first_name': 'Rui', 'body.order': 'CD-2' };
    const { body, words, faults } = await made(id, { values });
    expect(faults).toEqual([]);
    expect(words).toBe('Hello Rui, your order *CD-2* is on its way.\nWe thank you for it.');
    const sent = await scene.admin.post<{ id: string; text: string }>('/api/v1/messages', {
      channelId: scene.channelId,
      to: { phone: '16505550777' },
      type: 'template',
      body,
    });
    expect(sent).toMatchObject({ status: 201, body: { text: words } });
    await scene.admin.patch(`${TEMPLATES}/${id}`, { components: [BODY] });
    const later = await scene.admin.get<{ text: string }>(`/api/v1/messages/${sent.body.id}`);
    expect(later.body.text).toBe(words);
  });

  it('has the words that WhatsApp has, while others wait to be handed in', async () => {
    const { id } = await scene.approved(scene.newName('changed'));
    await scene.admin.patch(`${TEMPLATES}/${id}`, {
      components: [{ type: 'BODY', text: 'Your order is here.' }],
    });
    expect(await made(id)).toMatchObject({ words: BODY.text });
  });

  it('that nobody knows here is called by its name', async () => {
    const body = { name: 'nobody_wrote_it', language: { code: 'en_US' } };
    const sent = await scene.admin.post<{ text: string }>('/api/v1/messages', {
      channelId: scene.channelId,
      to: { phone: '16505550778' },
      type: 'template',
      body,
    });
    expect(sent.body.text).toBe('[nobody_wrote_it]');
  });

  it('is not made for a contact or of a template of nobody', async () => {
    const nobody = '01900000-0000-7000-8000-000000000009';
    expect((await made(nobody)).status).toBe(404);
    const { id } = await scene.draft(scene.newName('whose'));
    expect((await made(id, { contactId: nobody })).status).toBe(404);
  });
});

describe('how far we know the templates of an account', () => {
  let scene: TemplateScene;
  beforeAll(async () => {
    scene = await TemplateScene.set();
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.stop());

  const states = async () => {
    const { body } = await scene.admin.get<{ data: { syncedAt: string | null; trouble: object | null }[] }>(
      `${TEMPLATES}/sync`,
    );
    return body.data;
  };

  it('is when it was last asked, and what it said instead of an answer', async () => {
    await scene.admin.post(`${TEMPLATES}/sync`, {});
    const [first] = await states();
    expect(first?.trouble).toBeNull();
    expect(Date.parse(first?.syncedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    await scene.faults({
      id: 'x',
      when: { call: 'message_templates' },
      then: { answer: 'error', code: 190 },
    });
    await scene.admin.post(`${TEMPLATES}/sync`, {});
    const [second] = await states();
    expect(second).toMatchObject({
      syncedAt: first?.syncedAt,
      trouble: { code: 'provider_auth_expired' },
    });
  });
});
