import { ApiProblem, ApiTemplate, TEMPLATES, TemplateScene } from './template-scene';

interface Call {
  /** Which of Meta's calls goes wrong. */
  readonly when: (template: ApiTemplate) => { readonly call: string; readonly method: string };
  readonly begin: (scene: TemplateScene) => Promise<ApiTemplate>;
  readonly does: (
    scene: TemplateScene,
    template: ApiTemplate,
  ) => Promise<{ readonly status: number; readonly body: ApiProblem }>;
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\nand so on', 'latin1').toString('base64');
const WORDS = [{ type: 'BODY', text: 'Your order is nearly there.' }];

const upload = (scene: TemplateScene) =>
  scene.admin.post<ApiProblem>(`${TEMPLATES}/header-media`, {
    channelId: scene.channelId,
    fileName: 'a.png',
    content: PNG,
  });
const approved = (scene: TemplateScene) => scene.approvedAtOnce();

const CALLS: Readonly<Record<string, Call>> = {
  creating: {
    when: () => ({ call: 'message_templates', method: 'POST' }),
    begin: (scene) => scene.draft(scene.newName('trouble')),
    does: (scene, { id }) => scene.submit(id),
  },
  editing: {
    when: ({ externalId }) => ({ call: String(externalId), method: 'POST' }),
    begin: async (scene) => {
      const { id } = await approved(scene);
      const change = { components: WORDS };
      return (await scene.admin.patch<ApiTemplate>(`${TEMPLATES}/${id}`, change)).body;
    },
    does: (scene, { id }) => scene.submit(id),
  },
  deleting: {
    when: () => ({ call: 'message_templates', method: 'DELETE' }),
    begin: approved,
    does: (scene, { id }) => scene.admin.delete<ApiProblem>(`${TEMPLATES}/${id}`),
  },
  'ending a pause': {
    when: () => ({ call: 'unpause', method: 'POST' }),
    begin: async (scene) => {
      const template = await approved(scene);
      await scene.decide(template.externalId, { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' });
      return scene.reaches(template.id, ({ status }) => status === 'paused');
    },
    does: (scene, { id }) => scene.admin.post<ApiProblem>(`${TEMPLATES}/${id}/unpause`),
  },
  'asking for all': {
    when: () => ({ call: 'message_templates', method: 'GET' }),
    begin: approved,
    does: (scene) => scene.admin.post<ApiProblem>(`${TEMPLATES}/sync`, {}),
  },
  'beginning an upload': {
    when: () => ({ call: 'uploads', method: 'POST' }),
    begin: approved,
    does: upload,
  },
  'filling an upload': {
    when: () => ({ call: 'upload:', method: 'POST' }),
    begin: approved,
    does: upload,
  },
};

type Trouble = readonly [what: string, then: object, status: number, code: string];

const TROUBLES: readonly Trouble[] = [
  ['HTML with 200', { answer: 'html', accepts: false }, 424, 'provider_unreadable_answer'],
  ['HTML with 429', { answer: 'html', status: 429 }, 429, 'provider_rate_limited'],
  ['HTML with 503', { answer: 'html', status: 503 }, 424, 'provider_service_down'],
];

const CASES = Object.entries(CALLS).flatMap(([name, call]) =>
  TROUBLES.map((trouble) => [name, trouble[0], call, trouble] as const),
);

/** Without what may be another after a while, whatever was done: an account that did not answer is asked again. */
const settled = ({
  syncedAt: _syncedAt,
  lastUsedAt: _lastUsedAt,
  updatedAt: _updatedAt,
  quality: _quality,
  version: _version,
  ...template
}: ApiTemplate) => template;

describe('templates, when Meta answers with a web page', () => {
  let scene: TemplateScene;
  beforeAll(async () => {
    scene = await TemplateScene.set();
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.stop());

  it.each(CASES)('to %s, %s: it is told so, and the template stays', async (_name, _what, call, trouble) => {
    const [, then, status, code] = trouble;
    const template = await call.begin(scene);
    await scene.faults({ id: 'x', when: call.when(template), then });
    expect(await call.does(scene, template)).toMatchObject({ status, body: { code } });
    expect(settled(await scene.get(template.id))).toEqual(settled(template));
    await scene.faults();
    expect((await call.does(scene, template)).status).toBeLessThan(300);
  });

  it('changes that Meta took although its answer was lost are found again, and are no drift', async () => {
    const template = await CALLS['editing']?.begin(scene);
    const { id = '', externalId = '' } = template ?? {};
    const when = { call: String(externalId), method: 'POST', next: 1 };
    await scene.faults({ id: 'x', when, then: { answer: 'html' } });
    expect(await scene.submit(id)).toMatchObject({ status: 424 });
    const found = await scene.reaches(id, ({ hasUnsubmittedChanges }) => !hasUnsubmittedChanges);
    expect(found).toMatchObject({ components: WORDS, drift: null });
  });

  it('one that Meta deleted although its answer was lost is found to be gone', async () => {
    const { id } = await approved(scene);
    const when = { call: 'message_templates', method: 'DELETE', next: 1 };
    await scene.faults({ id: 'x', when, then: { answer: 'html' } });
    expect(await scene.admin.delete(`${TEMPLATES}/${id}`)).toMatchObject({ status: 424 });
    await scene.reaches(id, ({ status }) => status === 'deleted');
  });
});
