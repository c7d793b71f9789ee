import { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { META, messagesChange, postSigned, textMessage, webhookOf } from '../support/meta';
import { Product } from '../support/product';

const ANA = '351912345678';
const MINUTE_MS = 60_000;

interface Activity {
  readonly lastInboundAt: string | null;
  readonly lastOutboundAt: string | null;
  readonly webhookLagMs: number | null;
  readonly peopleBegun: number;
}

describe('what has happened on a number', () => {
  let product: Product;
  let admin: Client;
  let channelId: string;

  beforeAll(async () => {
    product = await Product.create();
    await product.startApi();
    await product.startSimulator();
    await product.startWorker();
    admin = product.as('viewer');
    const [row] = await product.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE tenant_id = $1',
      [product.tenantId],
    );
    channelId = row?.id ?? '';
  });
  afterAll(() => product.stop());

  const activity = async () => (await admin.get<Activity>(`/api/v1/channels/${channelId}/activity`)).body;

  it('is told to whoever may see the number: who wrote, who was answered, and how long it took to hear of it', async () => {
    const writtenAt = Math.floor((Date.now() - 2 * MINUTE_MS) / 1_000);
    const late = { ...textMessage({ from: ANA }), timestamp: String(writtenAt) };
    await postSigned(product.apiUrl, webhookOf(messagesChange({ messages: [late] }, META.phoneNumberId)));
    const told = await eventually('the echo was sent', async () => {
      const now = await activity();
      return now.lastOutboundAt === null ? undefined : now;
    });
    // Meta names the second; within it, we may have put it later.
    const heardOfAt = Date.parse(told.lastInboundAt ?? '');
    expect(Math.floor(heardOfAt / 1_000)).toBe(writtenAt);
    expect(told.webhookLagMs).toBeGreaterThanOrEqual(2 * MINUTE_MS - 1_000);
    expect(told.webhookLagMs).toBeLessThan(3 * MINUTE_MS);
    expect(Date.parse(told.lastOutboundAt ?? '')).toBeGreaterThan(writtenAt * 1_000);
    // An answer begins no conversation.
    expect(told.peopleBegun).toBe(0);
  });

  it('counts whom all numbers of the account have begun to write to within a day', async () => {
    const [contact] = await product.database.query<{ id: string }>(
      'SELECT id FROM contact WHERE tenant_id = $1 LIMIT 1',
      [product.tenantId],
    );
    const begun = (hoursAgo: number) =>
      product.database.query(
        `INSERT INTO begun_contact (tenant_id, provider, account_id, contact_id, begun_at)
         VALUES ($1, 'whatsapp', $2, $3, now() - $4 * interval '1 hour')
         ON CONFLICT (tenant_id, provider, account_id, contact_id) DO UPDATE SET begun_at = EXCLUDED.begun_at`,
        [product.tenantId, META.wabaId, contact?.id, hoursAgo],
      );
    await begun(25);
    expect((await activity()).peopleBegun).toBe(0);
    await begun(1);
    expect((await activity()).peopleBegun).toBe(1);
  });
});
