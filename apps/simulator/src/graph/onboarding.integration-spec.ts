import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUSINESS, ofKind, Stage, text } from '../simulator.fixture';

const { phoneNumberId, wabaId } = BUSINESS;
const ANA = '351912345678';
const PIN = '123456';

let stage: Stage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onboarding-'));
  stage = new Stage();
  await start();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const start = () => stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });

interface Answer {
  id?: string;
  success?: boolean;
  error?: { code: number; error_subcode?: number; error_user_title?: string };
  [name: string]: unknown;
}

const post = async (path: string, body: object = {}): Promise<Answer> =>
  (await (await stage.graph(path, { method: 'POST', body: JSON.stringify(body) })).json()) as Answer;
const read = async (path: string): Promise<Answer> => (await (await stage.graph(path)).json()) as Answer;
const register = (id: string | undefined, pin: string) =>
  post(`/${id}/register`, { messaging_product: 'whatsapp', pin });
const sendFrom = async (id: string | undefined): Promise<number | undefined> => {
  const answer = await stage.send(text(ANA, 'x'), { path: `/v25.0/${id}/messages` });
  return ((await answer.json()) as Answer).error?.code;
};
const SUCCESS = { success: true };
const WANTED = { cc: '351', phone_number: '930 000 001', verified_name: 'A shop' };

/** A number that was added and is not verified yet. */
const added = async (): Promise<string | undefined> => (await post(`/${wabaId}/phone_numbers`, WANTED)).id;

async function verified(): Promise<string | undefined> {
  const id = await added();
  await post(`/${id}/request_code`, { code_method: 'SMS', language: 'en_US' });
  const { code } = await stage.get<{ code: string }>(`/sim/numbers/${id}/code`);
  expect(await post(`/${id}/verify_code`, { code })).toEqual(SUCCESS);
  return id;
}

describe('a number on its way', () => {
  it('is added, verified and registered, and can then send', async () => {
    const id = await added();
    const fields = 'display_phone_number,code_verification_status,name_status,status,platform_type';
    expect(await read(`/${id}?fields=${fields}`)).toMatchObject({
      display_phone_number: '+351930000001',
      code_verification_status: 'NOT_VERIFIED',
      name_status: 'PENDING_REVIEW',
      status: 'PENDING',
      platform_type: 'NOT_APPLICABLE',
    });
    expect(await sendFrom(id)).toBe(133010);
    expect((await register(id, PIN)).error?.code).toBe(133006);
    expect(await post(`/${id}/request_code`, { code_method: 'VOICE', language: 'pt_PT' })).toEqual(SUCCESS);
    expect((await post(`/${id}/verify_code`, { code: 'x' })).error).toMatchObject({
      code: 136025,
      error_subcode: 2388093,
      error_user_title: expect.any(String),
    });
    const { code } = await stage.get<{ code: string }>(`/sim/numbers/${id}/code`);
    expect(await post(`/${id}/verify_code`, { code })).toEqual(SUCCESS);
    expect(await register(id, PIN)).toEqual(SUCCESS);
    expect(await read(`/${id}?fields=${fields}`)).toMatchObject({
      code_verification_status: 'VERIFIED',
      name_status: 'APPROVED',
      status: 'CONNECTED',
      platform_type: 'CLOUD_API',
    });
    expect(await sendFrom(id)).toBeUndefined();
    await stage.stopSimulator();
    await start();
    expect(await sendFrom(id)).toBeUndefined();
  });

  it('gets no second code once it is verified', async () => {
    const id = await verified();
    const wanted = { code_method: 'SMS', language: 'en_US' };
    expect((await post(`/${id}/request_code`, wanted)).error).toMatchObject({
      code: 136024,
      error_subcode: 2388091,
    });
  });

  it('is registered with its PIN only, which may be changed', async () => {
    const id = await verified();
    expect((await register(id, '12345')).error?.code).toBe(100);
    expect(await register(id, PIN)).toEqual(SUCCESS);
    expect(await post(`/${id}/deregister`)).toEqual(SUCCESS);
    expect(await sendFrom(id)).toBe(133010);
    expect((await register(id, '654321')).error?.code).toBe(133005);
    expect(await post(`/${id}`, { pin: '654321' })).toEqual(SUCCESS);
    await stage.product.until(() => stage.product.values.some(({ event }) => event === 'PIN_CHANGED'));
    expect(await register(id, '654321')).toEqual(SUCCESS);
    expect(await sendFrom(id)).toBeUndefined();
  });

  it('is registered and deregistered ten times in 72 hours', async () => {
    const id = await verified();
    for (let time = 0; time < 10; time += 1) await register(id, PIN);
    expect((await register(id, PIN)).error?.code).toBe(133016);
    await stage.post('/sim/clock', { byMs: 72 * 60 * 60 * 1000 });
    expect(await post(`/${id}/deregister`)).toEqual(SUCCESS);
  });

  it('stays registered while the Business app has it too', async () => {
    const number = { phoneNumberId: '2', wabaId, displayPhoneNumber: '+447700900000', isOnBizApp: true };
    await stage.post('/sim/numbers', number);
    expect((await post('/2/deregister')).error?.code).toBe(100);
  });

  it.each([
    ['phone_numbers', { cc: '351' }],
    ['phone_numbers', { ...WANTED, phone_number: 'x' }],
    ['phone_numbers', { ...WANTED, cc: '1', phone_number: '5550100042' }],
  ])('is refused where %s gets %j', async (edge, body) => {
    expect((await post(`/${wabaId}/${edge}`, body)).error?.code).toBe(100);
  });

  it.each([
    ['request_code', { code_method: 'LETTER', language: 'en_US' }],
    ['request_code', { code_method: 'SMS' }],
    ['verify_code', {}],
    ['register', { pin: PIN }],
    ['register', { messaging_product: 'whatsapp' }],
    ['', {}],
    ['', { pin: 'secret' }],
  ])('does not take %s with %j', async (edge, body) => {
    expect((await post(`/${await added()}/${edge}`, body)).error?.code).toBe(100);
  });

  it('may have its messages sent elsewhere', async () => {
    const webhook_configuration = { override_callback_uri: 'https://example.com/hook', verify_token: 'x' };
    expect(await post(`/${phoneNumberId}`, { webhook_configuration })).toEqual(SUCCESS);
    const configuration = async () =>
      (await read(`/${phoneNumberId}?fields=webhook_configuration`))['webhook_configuration'];
    expect(await configuration()).toEqual({
      phone_number: 'https://example.com/hook',
      application: stage.product.url,
    });
    await post(`/${phoneNumberId}`, { webhook_configuration: { override_callback_uri: '' } });
    expect(await configuration()).toEqual({ application: stage.product.url });
  });
});

describe('the profile of a business', () => {
  const edge = `/${phoneNumberId}/whatsapp_business_profile`;
  const fields = '?fields=about,description,websites,vertical,email';

  it('is empty, and then what was said of it', async () => {
    expect(await read(edge + fields)).toEqual({ data: [{ messaging_product: 'whatsapp' }] });
    const profile = { about: 'Chairs', websites: ['https://example.com/'], vertical: 'RETAIL' };
    expect(await post(edge, { messaging_product: 'whatsapp', ...profile })).toEqual(SUCCESS);
    expect(await post(edge, { messaging_product: 'whatsapp', description: 'All kinds of chairs' })).toEqual(
      SUCCESS,
    );
    expect(await read(edge + fields)).toEqual({
      data: [{ messaging_product: 'whatsapp', ...profile, description: 'All kinds of chairs' }],
    });
  });

  it('takes websites as JSON in a text too', async () => {
    await post(edge, { messaging_product: 'whatsapp', websites: '["https://example.com/"]' });
    expect((await read(`${edge}?fields=websites`))['data']).toMatchObject([
      { websites: ['https://example.com/'] },
    ]);
  });

  it.each([
    { about: 'Chairs' },
    { messaging_product: 'whatsapp', about: 'x'.repeat(140) },
    { messaging_product: 'whatsapp', email: 'nobody' },
    { messaging_product: 'whatsapp', websites: ['https://a.com', 'https://b.com', 'https://c.com'] },
    { messaging_product: 'whatsapp', profile_picture_handle: '4::x' },
  ])('is not %j', async (body) => {
    expect((await post(edge, body)).error?.code).toBe(100);
  });
});

describe('an account that no app is subscribed to', () => {
  it('has no webhooks, until one is subscribed again', async () => {
    await stage.graph(`/${wabaId}/subscribed_apps`, { method: 'DELETE' });
    await stage.write(ANA, { text: 'unheard' });
    await stage.graph(`/${wabaId}/subscribed_apps`, { method: 'POST' });
    await stage.write(ANA, { text: 'heard' });
    await stage.product.until(() => stage.product.values.length > 0);
    expect(JSON.stringify(stage.product.values)).not.toContain('unheard');
    const emitted = ofKind(await stage.ledger(), 'webhook.emitted');
    expect(emitted.map(({ isUnheard = false }) => isUnheard)).toEqual([true, false]);
  });
});
