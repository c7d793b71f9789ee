import { BUSINESS, Stage, text } from '../simulator.fixture';

const { wabaId } = BUSINESS;
const MINUTE_MS = 60_000;

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.start();
});
afterEach(() => stage.close());

interface Use {
  call_count: number;
  type: string;
  estimated_time_to_regain_access: number;
}

/** Code and headers of a call that is no send. */
async function call(path = `/${wabaId}/message_templates`) {
  const answer = await stage.graph(path);
  const { error } = (await answer.json()) as { error?: { code: number } };
  const accounts = JSON.parse(answer.headers.get('x-business-use-case-usage') ?? '{}') as Record<
    string,
    Use[]
  >;
  const app = JSON.parse(answer.headers.get('x-app-usage') ?? '{}') as Use;
  return { code: error?.code, use: accounts[wabaId]?.[0], app: app.call_count };
}

describe('calls that are no sends', () => {
  it('are counted in the headers of their answers', async () => {
    await stage.put('/sim/limits', { management: { callsPerHour: 4 } });
    const counts: unknown[] = [];
    for (let time = 0; time < 4; time += 1) counts.push((await call()).use?.call_count);
    expect(counts).toEqual([25, 50, 75, 100]);
  });

  it('are refused beyond the limit, with the minutes to wait, and taken again after them', async () => {
    await stage.put('/sim/limits', { management: { callsPerHour: 2 } });
    await call();
    await stage.post('/sim/clock', { byMs: 20 * MINUTE_MS });
    await call(`/${BUSINESS.phoneNumberId}`);
    const { code, use } = await call();
    expect(code).toBe(80008);
    expect(use).toMatchObject({
      type: 'whatsapp_business_management',
      call_count: 100,
      estimated_time_to_regain_access: 40,
    });
    expect((await stage.outcome(text('351912345678', 'x'))).status).toBe(200);
    await stage.post('/sim/clock', { byMs: 40 * MINUTE_MS });
    expect((await call()).code).toBeUndefined();
    expect((await call()).code).toBe(80008);
    expect(await stage.get('/sim/limits')).toMatchObject({ hits: { management: 2 } });
  });

  it('of all accounts together have a limit of the app', async () => {
    const other = { phoneNumberId: '3', wabaId: '9', displayPhoneNumber: '+447700900001' };
    await stage.post('/sim/numbers', other);
    await stage.put('/sim/limits', { management: { callsPerHour: 2, code: 4 } });
    await call('/9/phone_numbers');
    expect((await call()).app).toBe(100);
    expect((await call('/3')).code).toBe(4);
  });

  it('of an account without a registered number are fewer', async () => {
    await stage.post('/sim/signups', { displayPhoneNumber: '+15550100777', wabaId: '8' });
    await stage.put('/sim/limits', { management: { callsPerHour: 100, unregisteredCallsPerHour: 1 } });
    expect((await call('/8')).code).toBeUndefined();
    expect((await call('/8')).code).toBe(80008);
    expect((await call()).code).toBeUndefined();
  });

  it('are not refused while the limit is off', async () => {
    const codes = await Promise.all(Array.from({ length: 60 }, async () => (await call()).code));
    expect(new Set(codes)).toEqual(new Set([undefined]));
    expect((await call()).use).toMatchObject({ call_count: 2, estimated_time_to_regain_access: 0 });
  });
});
