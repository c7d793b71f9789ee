import { BUSINESS, message, Stage, text } from '../simulator.fixture';

const { phoneNumberId, wabaId } = BUSINESS;
const ANA = '351912345678';

let stage: Stage;

beforeEach(async () => {
  stage = new Stage();
  await stage.start();
});
afterEach(() => stage.close());

const change = (command: object) => stage.post('/sim/account/changes', command);
const read = async (path: string): Promise<Record<string, unknown>> =>
  (await (await stage.graph(path)).json()) as Record<string, unknown>;
const ofNumber = (fields: string) => read(`/${phoneNumberId}?fields=${fields}`);

/** The first webhook's value that has these. */
async function told(wanted: Record<string, unknown>): Promise<Record<string, unknown>> {
  const isWanted = (value: Record<string, unknown>): boolean =>
    Object.entries(wanted).every(([name, inner]) => value[name] === inner);
  await stage.product.until(() => stage.product.values.some(isWanted));
  return stage.product.values.find(isWanted) ?? {};
}

const hello = message(ANA, 'template', { name: 'hello', language: { code: 'en_US' } });
const withTemplate = () =>
  stage.post('/sim/templates', {
    templates: [
      { name: 'hello', language: 'en_US', category: 'UTILITY', components: [{ type: 'BODY', text: 'Hi' }] },
    ],
  });

describe('what Meta does to a number', () => {
  it('shows in its quality, and is told when it is bad and when it no longer is', async () => {
    await change({ change: 'quality', to: 'RED' });
    expect(await told({ event: 'FLAGGED' })).toEqual({
      display_phone_number: '15550100042',
      event: 'FLAGGED',
    });
    expect(await ofNumber('quality_rating')).toMatchObject({ quality_rating: 'RED' });
    await change({ change: 'quality', to: 'YELLOW' });
    await told({ event: 'UNFLAGGED' });
    expect(await ofNumber('quality_rating')).toMatchObject({ quality_rating: 'YELLOW' });
  });

  it('shows in its messaging limit, which then holds', async () => {
    await withTemplate();
    await stage.put('/sim/limits', { portfolio: { uniqueRecipients: 1 } });
    await stage.outcome(hello);
    await change({ change: 'messaging_limit', to: 'TIER_2K' });
    await told({ max_daily_conversations_per_business: 'TIER_2K' });
    expect(await ofNumber('whatsapp_business_manager_messaging_limit')).toMatchObject({
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
    });
    const { id } = await stage.outcome({ ...hello, to: '351912345679' });
    expect((await stage.statusesOf(id, 3))[0]).toMatchObject({ status: 'sent' });
  });

  it('shows in its throughput', async () => {
    await change({ change: 'throughput', to: 'HIGH' });
    await told({ event: 'THROUGHPUT_UPGRADE' });
    expect(await ofNumber('throughput')).toMatchObject({ throughput: { level: 'HIGH' } });
  });

  it.each([
    ['RESTRICTED', 368],
    ['BANNED', 131031],
    ['DISCONNECTED', 133010],
  ])('stops its sends while it is %s: %i', async (to, code) => {
    await change({ change: 'status', to });
    expect((await stage.outcome(text(ANA, 'x'))).code).toBe(code);
    expect(await ofNumber('status,health_status')).toMatchObject({
      status: to,
      health_status: { can_send_message: 'BLOCKED', entities: [{ errors: [{ error_code: code }] }, {}] },
    });
    await change({ change: 'status', to: 'CONNECTED' });
    expect((await stage.outcome(text(ANA, 'x'))).status).toBe(200);
  });

  it('lets its sends fail later while it is RATE_LIMITED', async () => {
    await change({ change: 'status', to: 'RATE_LIMITED' });
    const { status, id } = await stage.outcome(text(ANA, 'x'));
    expect(status).toBe(200);
    expect(await stage.statusesOf(id, 1)).toMatchObject([{ status: 'failed', errors: [{ code: 131048 }] }]);
  });

  it('decides on its name', async () => {
    await change({ change: 'name', decision: 'PENDING', name: 'Chairs and more' });
    expect(await ofNumber('verified_name,name_status,new_name_status')).toMatchObject({
      verified_name: 'Parley Demo',
      new_name_status: 'PENDING_REVIEW',
    });
    await change({ change: 'name', decision: 'REJECTED', reason: 'TOO_LONG' });
    expect(await told({ decision: 'REJECTED' })).toMatchObject({
      requested_verified_name: 'Chairs and more',
      rejection_reason: 'TOO_LONG',
    });
    await change({ change: 'name', decision: 'APPROVED', name: 'Chairs' });
    expect(await ofNumber('verified_name,name_status,new_name_status')).toMatchObject({
      verified_name: 'Chairs',
      name_status: 'APPROVED',
      new_name_status: 'NONE',
    });
  });
});

describe('what Meta does to an account', () => {
  it('bans it, and takes that back', async () => {
    await change({ change: 'ban', state: 'DISABLE' });
    expect(await told({ event: 'DISABLED_UPDATE' })).toMatchObject({
      ban_info: { waba_ban_state: 'DISABLE', waba_ban_date: expect.stringMatching(/^\w+ \d+, \d{4}$/) },
    });
    expect((await stage.outcome(text(ANA, 'x'))).code).toBe(131031);
    expect(await ofNumber('status')).toMatchObject({ status: 'BANNED' });
    expect(await read(`/${wabaId}?fields=health_status`)).toMatchObject({
      health_status: { can_send_message: 'BLOCKED' },
    });
    await change({ change: 'ban', state: 'REINSTATE' });
    expect((await stage.outcome(text(ANA, 'x'))).status).toBe(200);
  });

  it('restricts templates until a moment', async () => {
    await withTemplate();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await change({ change: 'restriction', type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until });
    expect(await told({ event: 'ACCOUNT_RESTRICTION' })).toMatchObject({
      restriction_info: [{ expiration: Math.floor(Date.parse(until) / 1000) }],
    });
    expect((await stage.outcome(hello)).code).toBe(368);
    expect((await stage.outcome(text(ANA, 'x'))).status).toBe(200);
    expect(await ofNumber('health_status')).toMatchObject({ health_status: { can_send_message: 'LIMITED' } });
    await stage.post('/sim/clock', { byMs: 3_600_000 });
    expect((await stage.outcome(hello)).status).toBe(200);
  });

  it('reviews it, and tells of a violation', async () => {
    await change({ change: 'review', decision: 'REJECTED' });
    await told({ decision: 'REJECTED' });
    expect(await read(`/${wabaId}?fields=account_review_status`)).toMatchObject({
      account_review_status: 'REJECTED',
    });
    await change({ change: 'violation', type: 'SCAM' });
    expect(await told({ event: 'ACCOUNT_VIOLATION' })).toMatchObject({
      violation_info: { violation_type: 'SCAM' },
    });
  });
});

describe('a command', () => {
  it.each([
    { change: 'weather' },
    { change: 'quality' },
    { change: 'quality', to: 'BLUE' },
    { change: 'quality', to: 'RED', state: 'DISABLE' },
    { change: 'quality', to: 'RED', phoneNumberId: '5' },
    { change: 'restriction', type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', until: 'soon' },
  ])('is refused where it is %j', async (command) => {
    expect((await change(command)).status).toBe(400);
  });
});
