import { ApiProblem, TEMPLATES, TemplateScene } from '../template-scene';
import { MATRIX, OTHER_SENDINGS } from './matrix';
import { REFUSED } from './refused';
import { SendingRoom } from './sending-room';

interface Finding {
  readonly rule: string;
  readonly severity: string;
}

const SENDINGS = { ...MATRIX, ...OTHER_SENDINGS };

describe('what is sent of every kind of template', () => {
  let scene: TemplateScene;
  let room: SendingRoom;

  beforeAll(async () => {
    scene = await TemplateScene.set();
    room = new SendingRoom(scene);
    await room.sendAll(SENDINGS);
  });
  afterAll(() => scene.stop());

  it.each(Object.keys(SENDINGS))('%s: is what Meta asks for, and taken', (name) => {
    const { sending, answer, components } = room.of(name);
    expect(answer).toBe('graph.accepted');
    expect(components).toEqual(sending.sent);
  });

  it('is counted as a use of the template', async () => {
    const names = Object.keys(OTHER_SENDINGS);
    for (const name of names) expect((await scene.get(room.of(name).templateId)).lastUsedAt).not.toBeNull();
  });

  it.each(REFUSED.map((refused) => [refused.what, refused] as const))(
    '%s: nothing, as the rules refuse the template',
    async (_what, { form, rule }) => {
      const name = scene.newName('refused');
      const whole = { name, language: 'en_US', ...form };
      const { body } = await scene.admin.post<{ data: Finding[] }>(`${TEMPLATES}/lint`, { form: whole });
      const errors = body.data.filter(({ severity }) => severity === 'error').map((one) => one.rule);
      expect(errors).toContain(rule);
      const { id } = await scene.draft(name, form);
      const answer = await scene.submit(id);
      expect([answer.status, answer.body.code]).toEqual([422, 'template_has_errors']);
      expect(answer.body.errors?.map(({ code }) => code)).toContain(rule);
      expect(await scene.get(id)).toMatchObject({ status: 'draft', externalId: null });
    },
  );

  it('has no file that is no picture, film or document', async () => {
    const content = Buffer.from('<html>').toString('base64');
    const sample = { channelId: scene.channelId, fileName: 'a.png', content };
    const answer = await scene.admin.post<ApiProblem>(`${TEMPLATES}/header-media`, sample);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid_input', errors: [{ pointer: '/content', code: 'wrong_type' }] },
    });
  });
});
