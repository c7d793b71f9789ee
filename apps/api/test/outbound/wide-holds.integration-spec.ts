import { ChannelsCache } from '../../src/channels';
import { newId } from '../../src/kernel/ids';
import { SendAnswer } from '../../src/messaging/communication-adapter';
import { HeldChannelsRepository } from '../../src/messaging/outbound/held-channels.repository';
import { ClaimedMessage } from '../../src/messaging/outbound/outbox.repository';
import { nextStepOf } from '../../src/messaging/outbound/pacing/next-step';
import { Result } from '../../src/messaging/outbound/result';
import { OutboxScene } from './outbox-scene';

const failure = { code: '80007', reason: 'Too many calls.' };
const ACCEPTED: SendAnswer = { kind: 'accepted', providerMessageId: 'wamid' };
const throttled = (scope: 'account' | 'app'): SendAnswer => ({
  kind: 'throttled',
  scope,
  failure,
  retryAfterMs: null,
});

describe('a throttle of more than one number', () => {
  let scene: OutboxScene;
  const stale: string[] = [];
  const cache = { invalidate: (_: unknown, tenantId: string) => void stale.push(tenantId) };
  const held = new HeldChannelsRepository(cache as unknown as ChannelsCache);
  const [sister, elsewhere, stranger, strangersTenant] = [newId(), newId(), newId(), newId()];
  const owner = newId();

  beforeEach(async () => {
    stale.length = 0;
    scene = await OutboxScene.set();
    await scene.database.query(`INSERT INTO tenant (id, slug, name) VALUES ($1, 'stranger', '')`, [
      strangersTenant,
    ]);
    await scene.database.query(
      `INSERT INTO channel (tenant_id, id, provider, account_id, external_id, name, address, access_token, echo_enabled,
         simulated, version)
       SELECT given.tenant_id, given.id, 'whatsapp', account_id, given.id::text, 'Sales', '+1', '\\x00', true, true, 1
       FROM (VALUES ($1::uuid, $2::uuid, '1'), ($1, $3, '9'), ($4, $5, '1')) AS given (tenant_id, id, account_id)`,
      [scene.tenantId, sister, elsewhere, strangersTenant, stranger],
    );
  });
  afterEach(() => scene.strike());

  function resultOf(answer: SendAnswer, channelId = scene.channelId): Result {
    const message = { tenantId: scene.tenantId, channelId } as ClaimedMessage;
    const nowMs = Date.now();
    const step = nextStepOf(answer, { attempts: 1, createdAtMs: nowMs, nowMs, random: () => 0 });
    return { message, result: { answer, attempt: null }, step };
  }
  const note = (...results: Result[]) => scene.as((transaction) => held.note(transaction, results));

  async function heldChannels(): Promise<string[]> {
    const rows = await scene.database.query<{ id: string }>(
      `SELECT id FROM channel WHERE held_code = '80007' AND held_reason = 'Too many calls.' AND held_until > now()`,
    );
    return rows.map(({ id }) => id).sort();
  }
  const passMinute = () =>
    scene.database.query(`UPDATE channel SET held_until = held_until - interval '61 seconds'`);

  it('holds all numbers of the account for a minute, and nobody else', async () => {
    await note(resultOf(throttled('account')));
    expect(await heldChannels()).toEqual([scene.channelId, sister].sort());
    expect(stale).toEqual([scene.tenantId, scene.tenantId]);
    await passMinute();
    expect(await heldChannels()).toEqual([]);
  });

  it('holds all numbers of the tenant where it is about the app, and nobody else', async () => {
    await note(resultOf(throttled('app')));
    expect(await heldChannels()).toEqual([scene.channelId, sister, elsewhere].sort());
  });

  it('has other workers claim nothing, until its time is over', async () => {
    await scene.hold(owner);
    const message = await scene.queue();
    await note(resultOf(throttled('account'), sister));
    expect(await scene.claim(owner, '1')).toEqual([]);
    await passMinute();
    expect(await scene.claim(owner, '1')).toEqual([message]);
  });

  it('is not ended by what was on its way before, but by the first that is accepted afterwards', async () => {
    await note(resultOf(throttled('account')), resultOf(ACCEPTED));
    await note(resultOf(ACCEPTED, sister), resultOf(ACCEPTED));
    expect(await heldChannels()).toEqual([scene.channelId, sister].sort());
    await passMinute();
    await note(resultOf(ACCEPTED, sister));
    const rows = await scene.database.query<{ id: string }>(
      'SELECT id FROM channel WHERE held_code IS NOT NULL',
    );
    expect(rows).toEqual([{ id: scene.channelId }]);
  });

  it('does not shorten what a number waits for by itself', async () => {
    const blocked: SendAnswer = {
      kind: 'blocked',
      scope: 'channel',
      failure: { code: '131031', reason: '' },
    };
    await note(resultOf(blocked, sister));
    await note(resultOf(throttled('account')));
    const [row] = await scene.database.query<{ code: string }>(
      `SELECT held_code AS code FROM channel WHERE id = $1 AND held_until > now() + interval '4 minutes'`,
      [sister],
    );
    expect(row?.code).toBe('131031');
  });

  it('is not what a token or a permission is that is not good: that holds its own number alone', async () => {
    const blocked: SendAnswer = { kind: 'blocked', scope: 'account', failure };
    await note(resultOf(blocked));
    expect(await heldChannels()).toEqual([scene.channelId]);
  });
});
