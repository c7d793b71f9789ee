import { Product } from '../support/product';

interface Policy {
  readonly quietHours: {
    readonly from: string;
    readonly to: string;
    readonly timeZone: string | null;
  } | null;
  readonly marketingLimit: { readonly messages: number; readonly days: number } | null;
  readonly version: number;
}

const PATH = '/api/v1/sending-policy';

describe('what a workspace wants of marketing', () => {
  let product: Product;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
  });
  afterAll(() => product.stop());

  const night = { from: '22:00', to: '08:30', timeZone: 'america/sao_paulo' };
  const get = async () => (await product.as().get<Policy>(PATH)).body;
  const put = (policy: object, headers?: Record<string, string>) =>
    product.as().put<Policy & { errors?: { pointer: string; code: string }[] }>(PATH, policy, headers);

  it('is nothing until somebody sets it, is what they set, and says so in the audit trail', async () => {
    expect(await get()).toEqual({ quietHours: null, marketingLimit: null, version: 0 });
    const set = await put(
      { quietHours: night, marketingLimit: { messages: 2, days: 7 } },
      { 'if-match': '"0"' },
    );
    const policy = {
      quietHours: { from: '22:00', to: '08:30', timeZone: 'America/Sao_Paulo' },
      marketingLimit: { messages: 2, days: 7 },
      version: 1,
    };
    expect(set).toMatchObject({ status: 200, body: policy });
    expect((await put({ quietHours: night, marketingLimit: { messages: 2, days: 7 } })).body.version).toBe(1);
    expect(await get()).toEqual(policy);
    const deeds = await product.database.query<{ before: unknown }>(
      `SELECT before FROM audit_event WHERE action = 'sending_policy.changed'`,
    );
    expect(deeds).toEqual([{ before: { quietHours: null, marketingLimit: null } }]);
  });

  it('is not overwritten by who has not seen it', async () => {
    expect((await put({ quietHours: null, marketingLimit: null }, { 'if-match': '"7"' })).status).toBe(412);
    expect((await get()).version).toBe(1);
  });

  it.each([
    [{ quietHours: { ...night, to: '22:00' }, marketingLimit: null }, '/quietHours/to'],
    [{ quietHours: { ...night, to: '24:00' }, marketingLimit: null }, '/quietHours/to'],
    [{ quietHours: { ...night, timeZone: 'Mars/Olympus' }, marketingLimit: null }, '/quietHours/timeZone'],
    [{ quietHours: null, marketingLimit: { messages: 0, days: 7 } }, '/marketingLimit/messages'],
    [{ quietHours: null, marketingLimit: { messages: 1, days: 91 } }, '/marketingLimit/days'],
  ])('is refused as %j, at the place of its fault', async (policy, pointer) => {
    const { status, body } = await put(policy);
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('is for those who manage the workspace to change, and for all to see', async () => {
    expect((await product.as('agent').put(PATH, { quietHours: null, marketingLimit: null })).status).toBe(
      403,
    );
    expect((await product.as('viewer').get(PATH)).status).toBe(200);
  });

  it('lets go of what waited for it', async () => {
    const [row] = await product.database.query<{ id: string }>(
      `WITH person AS (INSERT INTO contact (tenant_id, id, name) VALUES ($1, gen_random_uuid(), 'Ana') RETURNING *),
       talk AS (INSERT INTO conversation (tenant_id, id, channel_id, contact_id, last_message_at)
         SELECT person.tenant_id, gen_random_uuid(), channel.id, person.id, now()
         FROM person JOIN channel USING (tenant_id) RETURNING *)
       INSERT INTO message (tenant_id, id, channel_id, conversation_id, direction, type, state, occurred_at, failure_code,
         next_attempt_at, sending_class)
       SELECT tenant_id, gen_random_uuid(), channel_id, id, 'outbound', 'template', 'queued', now(), 'quiet_hours',
         now() + interval '9 hours', 'api' FROM talk RETURNING id`,
      [product.tenantId],
    );
    await put({ quietHours: null, marketingLimit: null });
    const waiting = await product.database.query(
      'SELECT 1 FROM message WHERE id = $1 AND next_attempt_at > now()',
      [row?.id],
    );
    expect(waiting).toEqual([]);
  });
});
