import { eventually } from '../support/eventually';
import { ApiTemplate, BODY, TEMPLATES, TemplateScene } from './template-scene';

/** What a busy machine makes of a second; whoever is not told of it shows the old one for a minute. */
const LONG_BEFORE_A_MINUTE_MS = 15_000;

interface Deed {
  /** The template as it is before. */
  readonly begin: (scene: TemplateScene) => Promise<ApiTemplate>;
  readonly does: (scene: TemplateScene, template: ApiTemplate) => Promise<unknown>;
  readonly isDone: (template: ApiTemplate) => boolean;
  /** By the worker, and so by none of the two that show it. */
  readonly isElsewhere?: true;
}

const draft = (scene: TemplateScene) => scene.draft(scene.newName('approve_at_once'));
const approved = (scene: TemplateScene) => scene.approvedAtOnce();

const DEEDS: Readonly<Record<string, Deed>> = {
  'written by somebody': {
    begin: draft,
    does: (scene, { id }) => scene.admin.patch(`${TEMPLATES}/${id}`, { category: 'marketing' }),
    isDone: ({ category }) => category === 'marketing',
  },
  'handed in': {
    begin: draft,
    does: (scene, { id }) => scene.submit(id),
    isDone: ({ status }) => status === 'approved',
  },
  deleted: {
    begin: approved,
    does: (scene, { id }) => scene.admin.delete(`${TEMPLATES}/${id}`),
    isDone: ({ status }) => status === 'deleted',
  },
  'written anew after it was deleted': {
    begin: async (scene) => {
      const template = await draft(scene);
      await scene.admin.delete(`${TEMPLATES}/${template.id}`);
      return template;
    },
    does: (scene, { name }) => scene.draft(name),
    isDone: ({ status }) => status === 'draft',
  },
  'let go on after a pause': {
    begin: async (scene) => {
      const template = await approved(scene);
      await scene.decide(template.externalId, { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' });
      return scene.reaches(template.id, ({ status }) => status === 'paused');
    },
    does: (scene, { id }) => scene.admin.post(`${TEMPLATES}/${id}/unpause`),
    isDone: ({ status }) => status === 'approved',
  },
  'asked for at Meta': {
    begin: approved,
    does: async (scene, { name }) => {
      await scene.atMeta('POST', '/sim/templates', {
        templates: [
          { name, language: 'en_US', category: 'UTILITY', components: [{ ...BODY, text: 'Hello' }] },
        ],
      });
      await scene.admin.post(`${TEMPLATES}/sync`, {});
    },
    isDone: ({ drift }) => drift !== null,
  },
  'told of by Meta': {
    begin: approved,
    does: (scene, { externalId }) => scene.decide(externalId, { decision: 'quality', score: 'YELLOW' }),
    isDone: ({ quality }) => quality === 'yellow',
    isElsewhere: true,
  },
};

describe('a template that is shown again and again', () => {
  let scene: TemplateScene;
  const urls: string[] = [];

  beforeAll(async () => {
    scene = await TemplateScene.set();
    urls.push(scene.product.apiUrl);
    await scene.product.startApi();
    urls.push(scene.product.apiUrl);
    await scene.product.addBareTenant('acme');
  });
  afterAll(() => scene.stop());

  /** As one of the two processes shows it. */
  async function shownBy(process: number, id: string): Promise<ApiTemplate> {
    scene.product.apiUrl = urls[process] ?? '';
    return scene.get(id);
  }

  it.each(Object.entries(DEEDS))(
    'is shown as it is when it was %s: by who did it at once, by others within a second',
    async (_what, { begin, does, isDone, isElsewhere = false }) => {
      const template = await begin(scene);
      for (const process of [0, 1])
        await eventually('it is kept', async () => !isDone(await shownBy(process, template.id)));
      await does(scene, template);
      if (!isElsewhere) expect(isDone(await shownBy(1, template.id))).toBe(true);
      for (const process of [0, 1])
        await eventually(
          'it is shown as it is',
          async () => isDone(await shownBy(process, template.id)),
          LONG_BEFORE_A_MINUTE_MS,
        );
    },
  );

  it('is not read again for it: what is changed by hand is seen when all is dropped', async () => {
    const { id } = await draft(scene);
    expect((await shownBy(1, id)).quality).toBeNull();
    await scene.product.database.query(`UPDATE template SET quality = 'green' WHERE id = $1`, [id]);
    expect((await shownBy(1, id)).quality).toBeNull();
    await scene.product.as().delete('/api/v1/cache');
    expect((await shownBy(1, id)).quality).toBe('green');
  });

  it('is shown to its own tenant alone, whoever has asked before', async () => {
    const { id } = await draft(scene);
    await shownBy(1, id);
    expect((await scene.product.as('owner', 'acme').get(`${TEMPLATES}/${id}`)).status).toBe(404);
    expect((await scene.admin.get(`${TEMPLATES}/${id}`)).status).toBe(200);
  });
});
