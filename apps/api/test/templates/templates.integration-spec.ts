import { recordedWhile } from '../support/audit';
import { ApiProblem, ApiTemplate, BODY, TEMPLATES, TemplateScene } from './template-scene';

describe('templates', () => {
  let scene: TemplateScene;
  beforeAll(async () => {
    scene = await TemplateScene.set();
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.stop());

  const history = async (id: string) => {
    const { body } = await scene.admin.get<{
      data: { kind: string; after: string | null; byName: string | null }[];
    }>(`${TEMPLATES}/${id}/history`);
    return body.data.map(({ kind, after }) => (after === null ? kind : `${kind} ${after}`)).reverse();
  };

  it('are written, handed in and approved, and each step is kept', async () => {
    let template: ApiTemplate | undefined;
    const deeds = await recordedWhile(scene.product.database, scene.product.tenantId, async () => {
      template = await scene.approved(scene.newName('order'));
    });
    expect(deeds.map(({ action }) => action)).toEqual(['template.created', 'template.submitted']);
    expect(template).toMatchObject({ category: 'utility', hasUnsubmittedChanges: false, drift: null });
    expect(template?.externalId).toMatch(/^\d+$/);
    expect((await history(template?.id ?? '')).sort()).toEqual([
      'created',
      'status approved',
      'submitted pending',
    ]);
  });

  it('that Meta would refuse are not handed in, and each fault is named at its place', async () => {
    const broken = [{ type: 'BODY', text: '{{1}} is your order' }];
    const { id } = await scene.draft(scene.newName('broken'), { components: broken });
    const { status, body } = await scene.submit(id);
    expect([status, body.code]).toEqual([422, 'template_has_errors']);
    expect(body.errors?.length).toBeGreaterThan(0);
    for (const { pointer } of body.errors ?? []) expect(pointer).toMatch(/^\/components\/0/);
    const { body: findings } = await scene.admin.post<{ data: { rule: string; pointer: string }[] }>(
      `${TEMPLATES}/lint`,
      { form: { name: 'broken', language: 'en_US', category: 'utility', components: broken } },
    );
    const faults = (body.errors ?? []).map(({ code, pointer }) => [code, pointer]);
    expect(findings.data.map(({ rule, pointer }) => [rule, pointer])).toEqual(expect.arrayContaining(faults));
  });

  it('come back mended from the rules, and the mended form is taken', async () => {
    const form = { name: 'Order Shipped', language: 'en_US', category: 'utility', components: [BODY] };
    const { body } = await scene.admin.post<{ data: { rule: string; fix: { form: object } | null }[] }>(
      `${TEMPLATES}/lint`,
      { form },
    );
    const fix = body.data.find(({ rule }) => rule === 'name.form')?.fix;
    expect(fix?.form).toMatchObject({ name: 'order_shipped', category: 'utility', components: [BODY] });
    expect((await scene.admin.post(`${TEMPLATES}/lint`, { form: fix?.form })).body).toEqual({ data: [] });
  });

  it.each([[{}], [{ form: [] }], [{ form: 7 }]])(
    'whose rules are asked about %j answer 400',
    async (body) => {
      expect(await scene.admin.post(`${TEMPLATES}/lint`, body)).toMatchObject({ status: 400 });
    },
  );

  it('rejected by Meta say why in its words, and are mended and handed in again', async () => {
    const { id, externalId } = await scene.submitted(scene.newName('review_never'));
    const words = {
      because: 'Variables or samples are not as they should be.',
      recommendation: 'Give each variable a sample that fits.',
    };
    await scene.decide(externalId, { decision: 'reject', reason: 'INVALID_FORMAT', ...words });
    const rejected = await scene.reaches(id, ({ status }) => status === 'rejected');
    expect(rejected.rejectionReason).toBe(words.because);
    expect(rejected.recommendation).toBe(words.recommendation);
    const change = { components: [{ type: 'BODY', text: 'Your order has left our shop.' }] };
    expect(await scene.admin.patch(`${TEMPLATES}/${id}`, change)).toMatchObject({ status: 200 });
    expect(await scene.submit(id)).toMatchObject({
      status: 200,
      body: { status: 'pending', rejectionReason: null },
    });
  });

  it('approved are changed here first, and stay as they are at Meta until they are handed in', async () => {
    const { id, externalId } = await scene.submitted(scene.newName('review_never'));
    await scene.decide(externalId, { decision: 'approve' });
    await scene.reaches(id, ({ status }) => status === 'approved');
    expect(await scene.submit(id)).toMatchObject({ status: 409, body: { code: 'template_not_changed' } });
    const words = [{ type: 'BODY', text: 'Your order is nearly there.' }];
    const { body: changed } = await scene.admin.patch<ApiTemplate>(`${TEMPLATES}/${id}`, {
      components: words,
    });
    expect(changed).toMatchObject({ status: 'approved', hasUnsubmittedChanges: true });
    expect(await scene.admin.patch(`${TEMPLATES}/${id}`, { category: 'marketing' })).toMatchObject({
      status: 409,
      body: { code: 'template_category_stays' },
    });
    expect((await scene.submit(id)).body).toMatchObject({ status: 'pending', hasUnsubmittedChanges: false });
    await scene.decide(externalId, { decision: 'approve' });
    expect(await scene.reaches(id, ({ status }) => status === 'approved')).toMatchObject({
      components: words,
    });
  });

  it('that somebody else changed meanwhile are not changed', async () => {
    const { id, version } = await scene.draft(scene.newName('race'));
    const change = (seen: number) =>
      scene.admin.patch(`${TEMPLATES}/${id}`, { category: 'marketing' }, { 'if-match': `"${seen}"` });
    expect(await change(version)).toMatchObject({ status: 200 });
    expect(await change(version)).toMatchObject({ status: 412 });
  });

  it('are there once in a language, and are duplicated into another and under another name', async () => {
    const name = scene.newName('twice');
    const { id } = await scene.draft(name);
    const form = { name, language: 'en_US', category: 'utility', components: [BODY] };
    expect(await scene.admin.post(TEMPLATES, { channelId: scene.channelId, ...form })).toMatchObject({
      status: 409,
      body: { code: 'template_exists' },
    });
    const copy = (wanted: object) => scene.admin.post<ApiTemplate>(`${TEMPLATES}/${id}/copies`, wanted);
    expect(await copy({})).toMatchObject({ status: 409 });
    expect(await copy({ language: 'pt-BR' })).toMatchObject({
      status: 201,
      body: { name, language: 'pt_BR' },
    });
    expect(await copy({ name: `${name}_b` })).toMatchObject({ status: 201, body: { language: 'en_US' } });
    const { body } = await scene.admin.get<{ data: { language: string }[] }>(`${TEMPLATES}?name=${name}`);
    expect(body.data.map(({ language }) => language).sort()).toEqual(['en_US', 'pt_BR']);
  });

  it('are listed by one status or several', async () => {
    const name = scene.newName('listed');
    const { id: draft } = await scene.draft(name);
    const { id: approved } = await scene.approved(name, { language: 'de' });
    const listed = async (status: string) =>
      (
        await scene.admin.get<{ data: ApiTemplate[] }>(`${TEMPLATES}?name=${name}&status=${status}`)
      ).body.data.map(({ id }) => id);
    expect(await listed('draft')).toEqual([draft]);
    expect(await listed('approved,flagged')).toEqual([approved]);
    expect((await listed('draft,approved')).sort()).toEqual([draft, approved].sort());
    for (const wrong of ['', 'Approved', 'approved,', 'approved;draft'])
      expect((await scene.admin.get(`${TEMPLATES}?status=${encodeURIComponent(wrong)}`)).status).toBe(400);
  });

  it('deleted are gone at Meta too, and their name is Meta’s for a while', async () => {
    const name = scene.newName('gone');
    const { id } = await scene.approved(name);
    expect((await scene.admin.delete(`${TEMPLATES}/${id}`)).status).toBe(204);
    const { body } = await scene.admin.get<{ data: unknown[] }>(`${TEMPLATES}?name=${name}`);
    expect(body.data).toEqual([]);
    const again = await scene.draft(name);
    expect(await scene.submit(again.id)).toMatchObject({
      status: 422,
      body: { code: 'provider_invalid_parameters', detail: expect.stringMatching(/deleted/) as string },
    });
  });

  it('are shown as somebody would see them', async () => {
    const { id } = await scene.draft(scene.newName('seen'), {
      parameterFormat: 'named',
      components: [
        {
          type: 'BODY',
          text: 'Hello {{first_name}}, your *order* is on its way.',
          example: { body_text_named_params: [{ param_name: 'first_name', example: 'Ana' }] },
        },
      ],
    });
    const [{ id: contactId = '' } = {}] = await scene.product.database.query<{ id: string }>(
      `INSERT INTO contact (tenant_id, id, name) VALUES ($1, gen_random_uuid(), 'Rui Costa') RETURNING id`,
      [scene.product.tenantId],
    );
    const seen = async (values: object) => {
      const { body } = await scene.admin.post<{ body: { text: string }[] }>(
        `${TEMPLATES}/${id}/preview`,
        values,
      );
      return body.body.map(({ text }) => text).join('');
    };
    expect(await seen({})).toBe('Hello Ana, your order is on its way.');
    expect(await seen({ contactId })).toBe('Hello Rui, your order is on its way.');
    const values = { 'body.first_name': 'dear {{contact.last_name}}' };
    expect(await seen({ contactId, values })).toBe('Hello dear Costa, your order is on its way.');
  });

  it.each<[string, object, number, string]>([
    ['HTML with 200', { answer: 'html', accepts: false }, 424, 'provider_unreadable_answer'],
    ['HTML with 503', { answer: 'html', status: 503 }, 424, 'provider_service_down'],
    ['HTML with 429', { answer: 'html', status: 429 }, 429, 'provider_rate_limited'],
    ['a throttle', { answer: 'error', code: 80008 }, 429, 'provider_rate_limited'],
    ['a token that is over', { answer: 'error', code: 190 }, 422, 'provider_auth_expired'],
  ])('met with %s at Meta are told so, and stay drafts', async (_what, then, status, code) => {
    const { id } = await scene.draft(scene.newName('trouble'));
    await scene.faults({ id: 'x', when: { call: 'message_templates' }, then });
    expect(await scene.submit(id)).toMatchObject({ status, body: { code } });
    expect(await scene.get(id)).toMatchObject({ status: 'draft' });
    const entries = await history(id);
    expect(entries.at(-1)).toBe(`refused ${code.replace('provider_', '')}`);
    const synced = await scene.admin.post<ApiProblem>(`${TEMPLATES}/sync`, {});
    expect(synced).toMatchObject({ status, body: { code } });
  });

  it('that Meta took although its answer was lost are found again', async () => {
    const { id } = await scene.draft(scene.newName('lost'));
    await scene.faults({
      id: 'x',
      when: { call: 'message_templates', method: 'POST', next: 1 },
      then: { answer: 'html' },
    });
    expect(await scene.submit(id)).toMatchObject({
      status: 424,
      body: { code: 'provider_unreadable_answer' },
    });
    const found = await scene.reaches(id, ({ hasUnsubmittedChanges }) => !hasUnsubmittedChanges);
    expect(found).toMatchObject({ externalId: expect.stringMatching(/^\d+$/) as string, drift: null });
  });

  it('are for those who may', async () => {
    const { id } = await scene.draft(scene.newName('mine'));
    expect((await scene.product.as('viewer').get(`${TEMPLATES}/${id}`)).status).toBe(200);
    expect((await scene.product.as('agent').post(`${TEMPLATES}/${id}/submission`)).status).toBe(403);
    expect((await scene.product.as('agent').delete(`${TEMPLATES}/${id}`)).status).toBe(403);
  });
});
