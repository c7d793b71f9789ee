import { eventually } from '../support/eventually';
import { messagesWith } from '../support/inbox';
import { postSigned, textWebhook } from '../support/meta';
import { ApiProblem, ApiTemplate, TEMPLATES, TemplateScene } from './template-scene';

interface Sent extends ApiProblem {
  readonly id: string;
  readonly state: string;
  readonly failure: { readonly code: string } | null;
  readonly waitsUntil: string | null;
}

interface Usage {
  readonly lately: {
    readonly messages: number;
    readonly sent: number;
    readonly delivered: number;
    readonly read: number;
    readonly failed: number;
    readonly lastSentAt: string | null;
  };
}

describe('messages of a template', () => {
  let scene: TemplateScene;
  let conversationId: string;

  beforeAll(async () => {
    scene = await TemplateScene.set();
    await postSigned(scene.product.apiUrl, textWebhook({ from: '16505553001', body: 'hello' }));
    conversationId = await eventually(
      'they have written',
      async () => (await messagesWith(scene.product.database, '16505553001'))[0]?.conversationId,
    );
  });
  afterAll(() => scene.stop());

  const send = ({ name }: Pick<ApiTemplate, 'name'>) =>
    scene.product.as('agent').post<Sent>('/api/v1/messages', {
      conversationId,
      type: 'template',
      body: { name, language: { code: 'en_US' } },
    });
  const get = async (id: string) => (await scene.admin.get<Sent>(`/api/v1/messages/${id}`)).body;
  const categoryOf = async (id: string) =>
    (
      await scene.product.database.query<{ category: string }>('SELECT category FROM message WHERE id = $1', [
        id,
      ])
    )[0]?.category;

  it('go out once it is approved, for what Meta says that it is for, and say when it was used', async () => {
    const template = await scene.approved(scene.newName('ready'));
    const { status, body } = await send(template);
    expect(status).toBe(201);
    expect(await categoryOf(body.id)).toBe('utility');
    await eventually('it is out', async () =>
      ['sent', 'delivered', 'read'].includes((await get(body.id)).state),
    );
    expect((await scene.get(template.id)).lastUsedAt).not.toBeNull();
  });

  it('are for what Meta has made of it, from its news on, whatever we had handed it in for', async () => {
    const template = await scene.approved(scene.newName('moved'));
    expect(await categoryOf((await send(template)).body.id)).toBe('utility');
    await scene.decide(template.externalId, { decision: 'category', to: 'MARKETING' });
    expect(await categoryOf((await send(template)).body.id)).toBe('marketing');
  });

  it('are refused once it is deleted', async () => {
    const template = await scene.approved(scene.newName('deleted'));
    expect((await scene.admin.delete(`${TEMPLATES}/${template.id}`)).status).toBe(204);
    expect(await send(template)).toMatchObject({ status: 422, body: { code: 'template_not_approved' } });
  });

  it('are counted by what became of them, and the last one is told', async () => {
    const template = await scene.approved(scene.newName('counted'));
    const usage = async () => (await scene.admin.get<Usage>(`${TEMPLATES}/${template.id}/usage`)).body.lately;
    const none = { messages: 0, sent: 0, delivered: 0, read: 0, failed: 0, lastSentAt: null };
    expect(await usage()).toEqual(none);
    await send(template);
    const lately = await eventually('it is read', async () => {
      const now = await usage();
      return now.read === 1 && now.lastSentAt !== null && now;
    });
    expect(lately).toMatchObject({ messages: 1, sent: 1, delivered: 1, failed: 0 });
    expect(Math.abs(Date.parse(lately.lastSentAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it.each(['draft', 'pending', 'rejected'])('are refused while it is %s', async (wanted) => {
    const name = scene.newName(
      { draft: 'plain', pending: 'review_never', rejected: 'reject_me' }[wanted] ?? '',
    );
    const template = wanted === 'draft' ? await scene.draft(name) : await scene.submitted(name);
    await scene.reaches(template.id, ({ status }) => status === wanted);
    expect(await send(template)).toMatchObject({ status: 422, body: { code: 'template_not_approved' } });
  });

  it('are refused for good once it is disabled', async () => {
    const template = await scene.approved(scene.newName('disabled'));
    await scene.decide(template.externalId, { decision: 'disable' });
    await scene.reaches(template.id, ({ status }) => status === 'disabled');
    expect(await send(template)).toMatchObject({ status: 422, body: { code: 'template_disabled' } });
    expect(await scene.admin.delete(`${TEMPLATES}/${template.id}`)).toMatchObject({
      status: 409,
      body: { code: 'template_not_deletable' },
    });
  });

  it('wait while it is paused, keep it from being deleted, and are named', async () => {
    const template = await scene.submitted(scene.newName('pause_me'));
    const { pausedUntil } = await scene.reaches(template.id, ({ status }) => status === 'paused');
    const { status, body } = await send(template);
    expect([status, body.state, body.failure?.code]).toEqual([201, 'queued', 'template_paused_for_a_while']);
    expect(Math.abs(Date.parse(body.waitsUntil ?? '') - Date.parse(pausedUntil ?? ''))).toBeLessThan(5_000);
    expect(await scene.admin.delete(`${TEMPLATES}/${template.id}`)).toMatchObject({
      status: 409,
      body: { code: 'template_in_use' },
    });
    const { body: usage } = await scene.admin.get<object>(`${TEMPLATES}/${template.id}/usage`);
    expect(usage).toMatchObject({ waiting: 1, messages: [{ id: body.id, conversationId }] });
    await scene.admin.post(`/api/v1/messages/${body.id}/cancel`);
    expect((await scene.admin.delete(`${TEMPLATES}/${template.id}`)).status).toBe(204);
  });

  it('of one that nobody here knows are left to Meta', async () => {
    const { status, body } = await send({ name: 'nobody_knows_it' });
    expect(status).toBe(201);
    const failed = await eventually('Meta has refused it', async () => {
      const message = await get(body.id);
      return message.state === 'failed' && message;
    });
    expect(failed.failure?.code).toBe('132001');
  });
});
