import { newId } from '../../src/kernel/ids';
import { Settled } from '../../src/messaging/outbound/outbox.repository';
import { EVERYTHING, OutboxScene } from './outbox-scene';

describe('the outbox of a channel', () => {
  let scene: OutboxScene;
  const owner = newId();

  beforeEach(async () => {
    scene = await OutboxScene.set();
    await scene.hold(owner);
  });
  afterEach(() => scene.strike());

  const settled = (id: string, changes: Partial<Settled>): Settled => ({
    tenantId: scene.tenantId,
    id,
    claimedAt: '',
    state: 'queued',
    afterMs: 0,
    counted: true,
    failure: { code: 'why', reason: 'Because.' },
    ...changes,
  });
  const settle = async (id: string, changes: Partial<Settled>) => {
    const last = { claimedAt: await scene.claimedAt(id), ...changes };
    return scene.as((transaction) => scene.outbox.settle(transaction, [settled(id, last)]));
  };
  const attempts = async () =>
    scene.database.query<{ number: number }>('SELECT number FROM delivery_attempt ORDER BY number');

  it('gives each message once, the oldest of each class first, and as many as are asked for', async () => {
    const broadcast = [await scene.queue('broadcast'), await scene.queue('broadcast')];
    const human = await scene.queue('human');
    const most = { ...EVERYTHING, broadcast: 1 };
    expect((await scene.claim(owner, '1', most)).sort()).toEqual([broadcast[0], human].sort());
    expect(await scene.claim(owner, '1', most)).toEqual([broadcast[1]]);
    expect(await scene.claim(owner, '1', most)).toEqual([]);
  });

  it('notes every try, and a try that never came to a call only once', async () => {
    const id = await scene.queue();
    await scene.claim(owner, '1');
    await settle(id, { counted: false });
    await scene.claim(owner, '1');
    expect(await attempts()).toEqual([{ number: 1 }]);
    await settle(id, { counted: true });
    await scene.claim(owner, '1');
    expect(await attempts()).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('has a message again only when its time has come', async () => {
    const id = await scene.queue();
    await scene.claim(owner, '1');
    await settle(id, { afterMs: 60_000 });
    expect(await scene.claim(owner, '1')).toEqual([]);
    await scene.database.query(`UPDATE message SET next_attempt_at = now()`);
    expect(await scene.claim(owner, '1')).toEqual([id]);
  });

  it.each(['failed', 'unknown'] as const)('has no message again that is %s', async (state) => {
    const id = await scene.queue();
    await scene.claim(owner, '1');
    await settle(id, { state });
    expect(await scene.stateOf(id)).toBe(state);
    expect(await scene.claim(owner, '1')).toEqual([]);
  });

  it('takes a message back once for each claim, also when it is told again after the next one', async () => {
    const id = await scene.queue();
    await scene.claim(owner, '1');
    const claimedAt = await scene.claimedAt(id);
    await settle(id, { counted: false });
    await scene.claim(owner, '1');
    for (const state of ['queued', 'failed', 'unknown'] as const) await settle(id, { claimedAt, state });
    expect(await scene.stateOf(id)).toBe('sending');
  });

  it('does not take a message back of which a status came meanwhile', async () => {
    const id = await scene.queue();
    await scene.claim(owner, '1');
    await scene.database.query(`UPDATE message SET state = 'delivered'`);
    for (const state of ['queued', 'failed', 'unknown'] as const) await settle(id, { state });
    expect(await scene.stateOf(id)).toBe('delivered');
  });

  it('courier, the crash window: what a dead holder had in flight is unknown and not queued again, and nothing else is', async () => {
    const theirs = await scene.queue();
    await scene.claim(owner, '1');
    const heir = newId();
    await scene.database.query(`UPDATE sender_lease SET lease_until = now() - interval '2 seconds'`);
    expect(await scene.hold(heir)).toBe('2');
    const ours = await scene.queue();
    await scene.claim(heir, '2');
    await scene.as((transaction) => scene.outbox.markAbandoned(transaction, scene.channelId, '2'));
    expect([await scene.stateOf(theirs), await scene.stateOf(ours)]).toEqual(['unknown', 'sending']);
  });
});
