import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_TOKEN, APP_SECRET, BUSINESS, Stage, text } from '../simulator.fixture';

const { phoneNumberId, wabaId } = BUSINESS;
const APP_ID = '670843887433847';
const ANA = '351912345678';
const MESSAGING = 'whatsapp_business_messaging';
const MANAGEMENT = 'whatsapp_business_management';

let stage: Stage;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tokens-'));
  stage = new Stage();
  await start();
});
afterEach(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

const start = () => stage.start({ ledgerFile: join(folder, 'ledger.jsonl') });

interface Answer {
  error?: { code: number; error_subcode?: number };
  data?: Record<string, unknown>;
  access_token?: string;
}

/** What Graph says to this token. */
async function says(path: string, token: string | null = ACCESS_TOKEN): Promise<Answer & { status: number }> {
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(`${stage.url}/v25.0${path}`, { headers });
  return { ...((await answer.json()) as Answer), status: answer.status };
}

async function issue(more: object = {}): Promise<string> {
  const answer = await stage.post('/sim/tokens', more);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { token: string }).token;
}

const sendWith = async (token: string): Promise<Answer & { status: number }> => {
  const answer = await stage.send(text(ANA, 'x'), { token });
  return { ...((await answer.json()) as Answer), status: answer.status };
};
const debug = async (token: string) =>
  (await says(`/debug_token?input_token=${encodeURIComponent(token)}`)).data;
const number = `/${phoneNumberId}?fields=status`;

describe('a token', () => {
  it('does what it was given for, and is kept as a fingerprint only', async () => {
    const token = await issue({ scopes: [MESSAGING, MANAGEMENT] });
    expect((await sendWith(token)).status).toBe(200);
    expect((await says(number, token)).status).toBe(200);
    expect(JSON.stringify(await stage.ledger())).not.toContain(token);
    await stage.stopSimulator();
    await start();
    expect((await says(number, token)).status).toBe(200);
  });

  it('without the scope for it does not send (10), and does not manage (200)', async () => {
    const managing = await issue({ scopes: [MANAGEMENT] });
    expect(await sendWith(managing)).toMatchObject({ status: 403, error: { code: 10 } });
    const sending = await issue({ scopes: [MESSAGING] });
    expect(await says(number, sending)).toMatchObject({ status: 403, error: { code: 200 } });
    expect((await sendWith(sending)).status).toBe(200);
  });

  it('for another account finds nothing here', async () => {
    const token = await issue({ wabaIds: ['77'] });
    const nothing = { status: 400, error: { code: 100, error_subcode: 33 } };
    expect(await sendWith(token)).toMatchObject(nothing);
    expect(await says(`/${wabaId}/message_templates`, token)).toMatchObject(nothing);
  });

  it('expires on the clock: 463', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const token = await issue({ expiresAt });
    expect((await says(number, token)).status).toBe(200);
    expect(await debug(token)).toMatchObject({
      is_valid: true,
      expires_at: Math.floor(Date.parse(expiresAt) / 1000),
    });
    await stage.post('/sim/clock', { byMs: 3_600_000 });
    expect(await says(number, token)).toMatchObject({
      status: 401,
      error: { code: 190, error_subcode: 463 },
    });
    expect(await debug(token)).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } });
  });

  it.each([
    ['password_changed', 460],
    ['invalidated', 467],
  ])('is taken back because of %s: %i', async (because, subcode) => {
    const token = await issue();
    expect((await stage.post('/sim/tokens/revoke', { token, because })).status).toBe(200);
    expect(await sendWith(token)).toMatchObject({
      status: 401,
      error: { code: 190, error_subcode: subcode },
    });
    expect(await debug(token)).toMatchObject({ is_valid: false, error: { subcode } });
  });

  it('may be refused with any code of Graph', async () => {
    const token = await issue({ refusal: 3 });
    expect(await says(number, token)).toMatchObject({ status: 500, error: { code: 3 } });
  });

  it('fetches files, or does not', async () => {
    const { id } = (await (await stage.upload('x', 'image/png')).json()) as { id: string };
    const { url } = (await (await stage.graph(`/${id}`)).json()) as { url: string };
    const token = await issue({ scopes: [MESSAGING] });
    const fetched = async () => (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await fetched()).toBe(200);
    await stage.post('/sim/tokens/revoke', { token });
    expect(await fetched()).toBe(401);
  });
});

describe('Graph, asked about a token', () => {
  it('says what it may do, for which accounts, and that it never ends', async () => {
    const token = await issue({ scopes: [MANAGEMENT], wabaIds: [wabaId] });
    expect(await debug(token)).toMatchObject({
      app_id: APP_ID,
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      scopes: [MANAGEMENT],
      granular_scopes: [{ scope: MANAGEMENT, target_ids: [wabaId] }],
    });
    expect(await debug(ACCESS_TOKEN)).toMatchObject({
      is_valid: true,
      expires_at: 0,
      scopes: expect.arrayContaining([MESSAGING]),
    });
  });

  it('says it to the app itself too, and that it does not know one', async () => {
    const { data } = await says('/debug_token?input_token=nobody', `${APP_ID}|${APP_SECRET}`);
    expect(data).toEqual({ error: expect.objectContaining({ code: 190 }), is_valid: false, scopes: [] });
    expect((await says('/debug_token')).error?.code).toBe(100);
    expect((await says('/debug_token?input_token=x', 'nobody')).error?.code).toBe(190);
  });
});

describe('a company that connects its number', () => {
  const signup = async () =>
    (await (await stage.post('/sim/signups', { displayPhoneNumber: '+15550100777' })).json()) as {
      code: string;
      wabaId: string;
      phoneNumberId: string;
    };
  const exchange = (code: string, more: object = {}) =>
    says(
      `/oauth/access_token?${new URLSearchParams({ client_id: APP_ID, client_secret: APP_SECRET, code, ...more })}`,
      null,
    );

  it('has a code that is good once, for its own account', async () => {
    const { code, wabaId: account, phoneNumberId: id } = await signup();
    const { access_token: token = '' } = await exchange(code);
    expect((await debug(token))?.['granular_scopes']).toContainEqual({
      scope: MANAGEMENT,
      target_ids: [account],
    });
    expect((await says(`/${account}/subscribed_apps`, token)).data).toEqual([]);
    expect((await says(`/${id}`, token)).error).toBeUndefined();
    expect((await says(number, token)).error?.error_subcode).toBe(33);
    expect((await exchange(code)).error).toMatchObject({ code: 100, error_subcode: 36009 });
    await stage.product.until(() => stage.product.values.length > 0);
    expect(stage.product.values).toContainEqual(
      expect.objectContaining({
        event: 'PARTNER_ADDED',
        waba_info: expect.objectContaining({ waba_id: account }),
      }),
    );
  });

  it('has a code that is good for half a minute', async () => {
    const { code } = await signup();
    await stage.post('/sim/clock', { byMs: 30_000 });
    expect((await exchange(code)).error).toMatchObject({ code: 100, error_subcode: 36007 });
  });

  it('is refused to another app, a wrong secret, and a code that is none', async () => {
    const { code } = await signup();
    expect((await exchange(code, { client_id: '1' })).error?.code).toBe(101);
    expect((await exchange(code, { client_secret: 'x' })).error?.code).toBe(1);
    expect((await exchange('x')).error?.code).toBe(100);
    expect((await exchange(code)).access_token).toMatch(/^EAA/);
  });
});
