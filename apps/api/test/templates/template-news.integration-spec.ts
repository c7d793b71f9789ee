import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../support/eventually';
import { inboxIsEmpty } from '../support/inbox';
import { META, nowInSeconds, postSigned } from '../support/meta';
import { SseClient } from '../support/sse-client';
import { ApiTemplate, TEMPLATES, TemplateScene, UNTIL_A_SYNC_IS_DONE_MS } from './template-scene';

const DAY_S = 86_400;

describe('news of templates', () => {
  let scene: TemplateScene;
  beforeAll(async () => {
    scene = await TemplateScene.set();
  });
  afterAll(() => scene.stop());

  /** As Meta tells of it, so many seconds ago. */
  async function told(field: string, value: object, secondsAgo = 0): Promise<void> {
    const time = Number(nowInSeconds()) - secondsAgo;
    const changes = [{ field, value }];
    await postSigned(scene.product.apiUrl, {
      object: 'whatsapp_business_account',
      entry: [{ id: META.wabaId, time, changes }],
    });
    await inboxIsEmpty(scene.product.database);
  }
  const about = ({ externalId, name }: ApiTemplate) => ({
    message_template_id: externalId,
    message_template_name: name,
    message_template_language: 'en-US',
  });

  it('pause it, and say until when', async () => {
    const { id } = await scene.submitted(scene.newName('pause_me'));
    const paused = await scene.reaches(id, ({ status }) => status === 'paused');
    expect(paused.pauseReason).toBe('first_pause');
    const hours = (Date.parse(paused.pausedUntil ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(2.9);
    expect(hours).toBeLessThanOrEqual(3);
    expect(await scene.admin.post(`${TEMPLATES}/${id}/unpause`)).toMatchObject({ status: 422 });
  });

  it('pause it for its pacing, which somebody ends', async () => {
    const template = await scene.approved(scene.newName('pacing'));
    await scene.decide(template.externalId, { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' });
    expect(await scene.reaches(template.id, ({ status }) => status === 'paused')).toMatchObject({
      pausedUntil: null,
    });
    expect(await scene.admin.post(`${TEMPLATES}/${template.id}/unpause`)).toMatchObject({
      status: 200,
      body: { status: 'approved' },
    });
    expect(await scene.admin.post(`${TEMPLATES}/${template.id}/unpause`)).toMatchObject({
      status: 409,
      body: { code: 'template_not_paused' },
    });
  });

  it('rate it, change its category and announce that', async () => {
    const template = await scene.approved(scene.newName('rated'));
    await scene.decide(template.externalId, { decision: 'quality', score: 'YELLOW' });
    await scene.reaches(template.id, ({ quality }) => quality === 'yellow');
    const at = new Date(Date.now() + DAY_S * 1_000).toISOString();
    await scene.decide(template.externalId, { decision: 'category', to: 'MARKETING', at });
    await scene.reaches(
      template.id,
      ({ category, correctCategory }) => category === 'utility' && correctCategory === 'marketing',
    );
    await scene.decide(template.externalId, { decision: 'category', to: 'MARKETING' });
    const moved = await scene.reaches(template.id, ({ category }) => category === 'marketing');
    expect(moved.previousCategory).toBe('utility');
  });

  it('that are older than what is known change nothing, and those that come twice change nothing twice', async () => {
    const template = await scene.approved(scene.newName('forward'));
    const rejected = { event: 'REJECTED', reason: 'SCAM', ...about(template) };
    await told('message_template_status_update', rejected, 60);
    const before = await scene.get(template.id);
    expect(before.status).toBe('approved');
    const flagged = { event: 'FLAGGED', reason: 'NONE', ...about(template) };
    await told('message_template_status_update', flagged);
    const after = await scene.reaches(template.id, ({ status }) => status === 'flagged');
    expect(after.version).toBe(before.version + 1);
    const again = { ...flagged, reason: null };
    await told('message_template_status_update', again);
    expect((await scene.get(template.id)).version).toBeLessThanOrEqual(after.version + 1);
  });

  it('of a template that nobody here knows have the account asked for it', async () => {
    const name = scene.newName('elsewhere');
    await scene.atMeta('POST', '/sim/templates', {
      templates: [
        { name, language: 'en_US', category: 'UTILITY', components: [{ type: 'BODY', text: 'Hello' }] },
      ],
    });
    await told('message_template_status_update', {
      event: 'APPROVED',
      message_template_id: '12345678901',
      message_template_name: name,
      message_template_language: 'en_US',
      reason: null,
    });
    const found = await eventually(
      'it is here',
      async () => {
        const { body } = await scene.admin.get<{ data: ApiTemplate[] }>(`${TEMPLATES}?name=${name}`);
        return body.data[0];
      },
      UNTIL_A_SYNC_IS_DONE_MS,
    );
    expect(found).toMatchObject({ status: 'approved', components: [{ type: 'BODY', text: 'Hello' }] });
  });

  it('and a sync say that Meta has other words than were handed in, and that it has one no more', async () => {
    const [changed, gone] = [
      await scene.approved(scene.newName('drift')),
      await scene.approved(scene.newName('lost')),
    ];
    const sync = () =>
      scene.admin.post<{ data: object[] }>(`${TEMPLATES}/sync`, { channelId: scene.channelId });
    expect((await sync()).body.data).toEqual([expect.objectContaining({ trouble: null })]);
    expect(await scene.get(changed.id)).toMatchObject({ drift: null, version: expect.any(Number) as number });
    const { version } = await scene.get(changed.id);
    expect((await sync()).body.data).toEqual([expect.objectContaining({ added: 0, changed: 0 })]);
    expect((await scene.get(changed.id)).version).toBe(version);
    const graph = `${scene.product.simulatorUrl}/v25.0`;
    const headers = { authorization: `Bearer ${META.accessToken}`, 'content-type': 'application/json' };
    const components = [{ type: 'BODY', text: 'Other words.' }];
    await fetch(`${graph}/${changed.externalId}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ components }),
    });
    await fetch(`${graph}/${META.wabaId}/message_templates?name=${gone.name}`, { method: 'DELETE', headers });
    await sync();
    // What is heard of a template while its account is asked has that answer left alone: then it is asked again.
    const drifted = await scene.reaches(changed.id, ({ drift }) => drift !== null);
    expect(drifted.drift).toMatchObject({
      submitted: changed.components,
      theirs: [{ text: 'Other words.' }],
    });
    await scene.reaches(gone.id, ({ status }) => status === 'deleted');
  });

  it('tell whoever looks', async () => {
    const stream = await SseClient.open(scene.admin, '/api/v1/events?tenant=demo');
    const { id } = await scene.draft(scene.newName('told'));
    const change = { type: 'template.changed', data: { templateId: id } };
    await eventually('it was told', () => stream.heard.some((event) => isDeepStrictEqual(event, change)));
    await stream.close();
  });
});
