import { NumberScene } from './number-scene';

interface Template {
  readonly id: string;
  readonly status: string;
  readonly externalId: string | null;
}
interface AtMeta {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly components: unknown;
}

const TEMPLATES = '/api/v1/templates';
const COMPONENTS = [
  {
    type: 'BODY',
    text: 'Hello {{1}}, your order {{2}} has left our warehouse this morning.',
    example: { body_text: [['Ana', 'A-17']] },
  },
  { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thank you' }] },
];

/** What seed 000 does with templates, by the names of its tests (facts: seeds.md 3.4, 3.5), at the simulator. */
describe('seed 000, templates', () => {
  let scene: NumberScene;

  beforeAll(async () => {
    scene = await NumberScene.set();
  });
  afterEach(() => scene.faults());
  afterAll(() => scene.stop());

  async function written(name: string): Promise<string> {
    const form = { channelId: scene.channelId, name, language: 'en_US', category: 'utility' };
    const { status, body } = await scene.product
      .as()
      .post<Template>(TEMPLATES, { ...form, components: COMPONENTS });
    expect([status, body.status]).toEqual([201, 'draft']);
    return body.id;
  }
  /** Of a template with this in its name Meta decides nothing: it stays pending. */
  const UNDECIDED = 'review_never';
  const submit = (id: string) =>
    scene.product.as().post<Template & { code: string; detail: string }>(`${TEMPLATES}/${id}/submission`);
  const find = async (id: string) => (await scene.product.as().get<Template>(`${TEMPLATES}/${id}`)).body;
  const atMeta = async (name: string) => {
    const { templates } = await scene.atMeta<{ templates: AtMeta[] }>('GET', '/sim/templates');
    return templates.filter((template) => template.name === name);
  };

  it("22 creation success: Meta has the template as it was written, and we have Meta's id of it", async () => {
    const name = `order_left_${UNDECIDED}`;
    const { status, body } = await submit(await written(name));
    expect([status, body]).toMatchObject([
      200,
      { status: 'pending', externalId: expect.any(String) as string },
    ]);
    expect(await atMeta(name)).toMatchObject([
      { id: body.externalId, language: 'en_US', category: 'UTILITY', components: COMPONENTS },
    ]);
  });

  it.each([
    ['23 an HTML answer is handled: with status 429 it is a throttle', 429, 429, 'provider_rate_limited'],
    ['23 an HTML answer is handled: with status 503 it is an outage', 503, 424, 'provider_service_down'],
  ])('%s, and the template can be handed in again', async (_name, status, ours, code) => {
    const name = `page_${status}_${UNDECIDED}`;
    const id = await written(name);
    await scene.faults({ when: { call: 'message_templates' }, then: { answer: 'html', status } });
    expect(await submit(id)).toMatchObject({ status: ours, body: { code } });
    expect(await find(id)).toMatchObject({ status: 'draft', externalId: null });
    expect(await atMeta(name)).toEqual([]);
    await scene.faults();
    expect(await submit(id)).toMatchObject({ status: 200, body: { status: 'pending' } });
  });

  it('23 an HTML answer is handled: with status 200 it is no success, and what Meta took is found', async () => {
    const name = `page_200_${UNDECIDED}`;
    const id = await written(name);
    await scene.faults({ when: { call: 'message_templates' }, then: { answer: 'html', status: 200 } });
    const { status, body } = await submit(id);
    expect([status, body.code]).toEqual([424, 'provider_unreadable_answer']);
    expect(body.detail).not.toMatch(/[<>]/);
    expect(await find(id)).toMatchObject({ status: 'draft', externalId: null });
    await scene.faults();
    expect(await scene.product.as().post(`${TEMPLATES}/sync`, {})).toMatchObject({ status: 200 });
    const [taken] = await atMeta(name);
    expect(await find(id)).toMatchObject({ externalId: taken?.id });
  });
});
