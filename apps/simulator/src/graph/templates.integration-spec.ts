import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUSINESS, message, Stage } from '../simulator.fixture';

const { wabaId } = BUSINESS;
const ANA = '351912345678';
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Long enough that nothing happens unless the clock is put forward. */
const REVIEW_MS = HOUR_MS;

let stage: Stage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
  stage = new Stage();
  await start();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const start = () => stage.start({ ledgerFile: join(folder, 'ledger.jsonl'), templateReviewMs: REVIEW_MS });

const draft = (name: string, more: object = {}) => ({
  name,
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Your order is ready' }],
  ...more,
});

interface Answer {
  id?: string;
  status?: string;
  category?: string;
  error?: { code: number; error_subcode?: number; error_user_title?: string };
  data?: Record<string, unknown>[];
  success?: boolean;
}

const ask = async (path: string, method = 'GET', body?: object): Promise<Answer> => {
  const init = {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  };
  return (await (await stage.graph(path, init)).json()) as Answer;
};
const create = (name: string, more: object = {}) =>
  ask(`/${wabaId}/message_templates`, 'POST', draft(name, more));
const edit = (id: string | undefined, body: object) => ask(`/${id}`, 'POST', body);
const fields = (id: string | undefined, names: string) => ask(`/${id}?fields=${names}`);
const decide = (id: string | undefined, decision: object) =>
  stage.post(`/sim/templates/${id}/decide`, decision);
const pass = (byMs: number) => stage.post('/sim/clock', { byMs });

/** The bytes of the first webhook about a template that say this. */
async function told(name: string, word: string): Promise<string> {
  const find = (): string | undefined =>
    stage.product.received
      .map(({ bytes }) => bytes.toString())
      .find((text) => text.includes(name) && text.includes(word));
  await stage.product.until(() => find() !== undefined);
  return find() ?? '';
}

describe('a template through Graph', () => {
  it('waits for its review, and is approved when that is over', async () => {
    const { id, status, category } = await create('order_ready');
    expect({ status, category }).toEqual({ status: 'PENDING', category: 'UTILITY' });
    const send = message(ANA, 'template', { name: 'order_ready', language: { code: 'en_US' } });
    expect((await stage.outcome(send)).code).toBe(132001);
    await pass(REVIEW_MS - 60_000);
    expect((await fields(id, 'status')).status).toBe('PENDING');
    await pass(60_000);
    expect((await fields(id, 'status')).status).toBe('APPROVED');
    expect((await stage.outcome(send)).status).toBe(200);
    expect(await told('order_ready', '"event":"APPROVED"')).toContain(`"message_template_id":${id},`);
  });

  it('is reviewed also by a simulator that was stopped meanwhile', async () => {
    const { id } = await create('order_ready');
    await stage.stopSimulator();
    await start();
    await pass(REVIEW_MS);
    expect((await fields(id, 'status')).status).toBe('APPROVED');
  });

  it('is rejected by its name, edited, and approved', async () => {
    const { id } = await create('reject_me_promotional');
    await pass(REVIEW_MS);
    expect(await fields(id, 'status,rejected_reason')).toMatchObject({
      status: 'REJECTED',
      rejected_reason: 'PROMOTIONAL',
    });
    expect(await told('reject_me_promotional', 'rejection_info')).toContain('"recommendation":');
    const components = [{ type: 'BODY', text: 'Order ready' }];
    expect(await edit(id, { components, category: 'MARKETING' })).toEqual({ success: true });
    expect(await fields(id, 'status,category,components')).toMatchObject({
      status: 'PENDING',
      category: 'MARKETING',
      components,
    });
    await told('reject_me_promotional', 'message_template_components_update');
    await decide(id, { decision: 'approve' });
    expect((await fields(id, 'status')).status).toBe('APPROVED');
  });

  it('may be another category than was asked for, at once or after its review', async () => {
    expect(await create('promo_at_once')).toMatchObject({ category: 'MARKETING' });
    const { id, category } = await create('promo_utility');
    expect(category).toBe('UTILITY');
    await pass(REVIEW_MS);
    expect(await fields(id, 'category,previous_category')).toMatchObject({
      category: 'MARKETING',
      previous_category: 'UTILITY',
    });
    await told('promo_utility', '"new_category":"MARKETING"');
  });

  it('pauses, sends nothing meanwhile, and comes back by itself', async () => {
    const { id } = await create('pause_me');
    await pass(REVIEW_MS);
    expect((await fields(id, 'status')).status).toBe('PAUSED');
    const send = message(ANA, 'template', { name: 'pause_me', language: { code: 'en_US' } });
    expect((await stage.outcome(send)).code).toBe(132015);
    expect((await ask(`/${id}/unpause`, 'POST')).error).toMatchObject({ code: 100, error_subcode: 2388039 });
    await pass(3 * HOUR_MS);
    expect((await fields(id, 'status')).status).toBe('APPROVED');
    await told('pause_me', '"title":"UNPAUSE"');
  });

  it('that was paused for its pacing waits for the business', async () => {
    const { id } = await create('order_ready');
    await decide(id, { decision: 'approve' });
    await decide(id, { decision: 'pause', kind: 'RATE_LIMITING_PAUSE' });
    await pass(30 * DAY_MS);
    expect((await fields(id, 'status')).status).toBe('PAUSED');
    expect(await ask(`/${id}/unpause`, 'POST')).toEqual({ success: true });
    expect((await fields(id, 'status')).status).toBe('APPROVED');
  });

  it('changes its category later where that is announced', async () => {
    const { id } = await create('order_ready');
    await decide(id, { decision: 'approve' });
    const at = new Date(Date.now() + DAY_MS).toISOString();
    expect((await decide(id, { decision: 'category', to: 'MARKETING', at })).status).toBe(201);
    expect(await fields(id, 'category,correct_category')).toMatchObject({
      category: 'UTILITY',
      correct_category: 'MARKETING',
    });
    await told('order_ready', 'category_update_timestamp');
    await pass(DAY_MS + 1_000);
    expect((await fields(id, 'category')).category).toBe('MARKETING');
    await told('order_ready', '"previous_category":"UTILITY"');
  });

  it('tells of its quality', async () => {
    const { id } = await create('order_ready');
    await decide(id, { decision: 'quality', score: 'YELLOW' });
    await told('order_ready', '"new_quality_score":"YELLOW"');
    expect(await fields(id, 'quality_score')).toMatchObject({ quality_score: { score: 'YELLOW' } });
  });

  it('is refused by what is wrong with it, in words for people too', async () => {
    const { error } = await create('order_ready', { components: [{ type: 'BODY', text: '{{1}}' }] });
    expect(error).toMatchObject({
      message: 'Invalid parameter',
      code: 100,
      error_subcode: 2388299,
      error_user_title: "Variables can't be at the start or end",
      error_user_msg: expect.any(String),
    });
  });

  it('exists once in each language', async () => {
    await create('order_ready');
    expect((await create('order_ready')).error).toMatchObject({ code: 100, error_subcode: 2388024 });
    expect((await create('order_ready', { language: 'pt_BR' })).status).toBe('PENDING');
  });

  it('is deleted in all languages, and leaves its name blocked for 30 days', async () => {
    await create('order_ready');
    await create('order_ready', { language: 'pt_BR' });
    const edge = `/${wabaId}/message_templates`;
    expect(await ask(`${edge}?name=order_ready`, 'DELETE')).toEqual({ success: true });
    expect(await ask(edge)).toEqual({ data: [] });
    await told('order_ready', '"event":"DELETED"');
    expect((await create('order_ready', { language: 'fr' })).error?.error_subcode).toBe(2388023);
    await pass(30 * DAY_MS);
    expect((await create('order_ready')).status).toBe('PENDING');
  });

  it('is deleted in one language where its id is said', async () => {
    const { id } = await create('order_ready');
    await create('order_ready', { language: 'pt_BR' });
    const edge = `/${wabaId}/message_templates?name=order_ready`;
    expect(await ask(`${edge}&hsm_id=${id}`, 'DELETE')).toEqual({ success: true });
    expect((await ask(edge)).data).toMatchObject([{ language: 'pt_BR' }]);
    expect((await create('order_ready')).error?.error_subcode).toBe(2388023);
    expect((await create('order_ready', { language: 'fr' })).status).toBe('PENDING');
  });

  it('cannot be deleted where it is disabled or nobody knows it', async () => {
    const { id } = await create('order_ready');
    await decide(id, { decision: 'disable' });
    const edge = `/${wabaId}/message_templates`;
    expect((await ask(`${edge}?name=order_ready`, 'DELETE')).error?.error_subcode).toBe(2388039);
    expect((await ask(`${edge}?name=nobody`, 'DELETE')).error?.code).toBe(100);
    expect((await ask(edge, 'DELETE')).error?.code).toBe(100);
  });

  it('cannot be edited under review, nor change its category once it is approved', async () => {
    const { id } = await create('order_ready');
    const components = [{ type: 'BODY', text: 'Order ready' }];
    expect((await edit(id, { components })).error?.error_subcode).toBe(2388039);
    await decide(id, { decision: 'approve' });
    expect((await edit(id, { category: 'MARKETING' })).error?.code).toBe(100);
    expect((await edit(id, {})).error?.code).toBe(100);
    expect((await edit(id, { components: [{ type: 'BODY', text: '' }] })).error?.error_subcode).toBe(2388072);
    expect((await edit(id, { message_send_ttl_seconds: 20 })).error?.code).toBe(100);
    expect((await fields(id, 'status')).status).toBe('APPROVED');
    expect(await edit(id, { message_send_ttl_seconds: 60 })).toEqual({ success: true });
  });

  it('of a password is written by Meta, in several languages at once', async () => {
    const components = [
      { type: 'BODY', add_security_recommendation: true },
      { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
    ];
    const wanted = { name: 'a_code', languages: ['en_US', 'pt_BR'], category: 'AUTHENTICATION', components };
    const { data } = await ask(`/${wabaId}/upsert_message_templates`, 'POST', wanted);
    expect(data).toMatchObject([
      { language: 'en_US', status: 'PENDING' },
      { language: 'pt_BR', status: 'PENDING' },
    ]);
    const id = String(data?.[0]?.['id']);
    expect(await fields(id, 'components')).toMatchObject({
      components: [
        { text: expect.stringContaining('*{{1}}* is your verification code.') },
        { buttons: [{ type: 'URL', url: expect.stringContaining('{{1}}') }] },
      ],
    });
    await decide(id, { decision: 'approve' });
    const parameters = [{ type: 'text', text: '123456' }];
    const send = message(ANA, 'template', {
      name: 'a_code',
      language: { code: 'en_US' },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    });
    expect((await stage.outcome(send)).status).toBe(200);
    const again = await ask(`/${wabaId}/upsert_message_templates`, 'POST', {
      ...wanted,
      languages: ['en_US', 'fr'],
    });
    expect(again.data?.map(({ id: one }) => one)).toEqual([id, expect.not.stringContaining(id)]);
  });

  it('is created a hundred times an hour and edited once a day, where those limits are on', async () => {
    await stage.put('/sim/limits', { management: { templatesPerHour: 2 } });
    const { id } = await create('one');
    await create('two');
    expect((await create('three')).error?.code).toBe(80008);
    await pass(HOUR_MS);
    expect((await create('three')).status).toBe('PENDING');
    await decide(id, { decision: 'approve' });
    const components = [{ type: 'BODY', text: 'Order ready' }];
    expect(await edit(id, { components })).toEqual({ success: true });
    await decide(id, { decision: 'approve' });
    expect((await edit(id, { components })).error?.code).toBe(100);
    await pass(DAY_MS);
    expect(await edit(id, { components })).toEqual({ success: true });
  });
});

describe('a decision', () => {
  it('is refused where it is none, or about nothing', async () => {
    const { id } = await create('order_ready');
    expect((await decide(id, { decision: 'dance' })).status).toBe(400);
    expect((await decide(id, { decision: 'category' })).status).toBe(400);
    expect((await decide(id, { decision: 'approve', reason: 'SCAM' })).status).toBe(400);
    expect((await decide(id, { decision: 'pause', until: 'soon' })).status).toBe(400);
    expect((await decide('1', { decision: 'approve' })).status).toBe(404);
  });
});
