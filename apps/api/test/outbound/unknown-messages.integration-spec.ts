import { Waiting } from '../../src/messaging/inbound/waiting';
import { OutboundWakeUp } from '../../src/messaging/outbound/send-messages.job';
import { UnknownMessages } from '../../src/messaging/outbound/unknown-messages';
import { UnknownMessagesRepository } from '../../src/messaging/outbound/unknown-messages.repository';
import { Realtime } from '../../src/platform/realtime/realtime';
import { createLogger } from '../../src/platform/telemetry/logger';
import { OutboxScene } from './outbox-scene';

const MINUTE = 60_000;

describe('a message of which nobody knows whether it went out', () => {
  let scene: OutboxScene;
  let messages: UnknownMessages;
  let inboxAgeMs: number;
  let nowMs: number;
  let woken: number;

  beforeEach(async () => {
    scene = await OutboxScene.set();
    [inboxAgeMs, nowMs, woken] = [0, 0, 0];
    jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
    messages = new UnknownMessages(
      scene.system,
      new UnknownMessagesRepository(),
      { oldestAgeMs: () => Promise.resolve(inboxAgeMs) } as Waiting,
      { request: () => void woken++ } as unknown as OutboundWakeUp,
      { publish: () => Promise.resolve() } as unknown as Realtime,
      createLogger('test', 'silent'),
    );
    nowMs = 10 * MINUTE;
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await scene.strike();
  });

  async function unknown(sendingClass: 'bot' | 'broadcast', forMs: number, of = scene): Promise<string> {
    const id = await of.queue(sendingClass);
    await scene.database.query(
      `UPDATE message SET state = 'unknown', unknown_at = now() - $2 * interval '1 ms' WHERE id = $1`,
      [id, forMs],
    );
    return id;
  }
  const of = async (id: string) =>
    (
      await scene.database.query(
        `SELECT state, resends, unknown_at IS NULL AS "isSettled" FROM message WHERE id = $1`,
        [id],
      )
    )[0];

  it('waits a minute for a status', async () => {
    const id = await unknown('bot', MINUTE - 5_000);
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'unknown', resends: 0, isSettled: false });
    expect(woken).toBe(0);
  });

  it('is queued once more when it is a reply, which is said of it, and only once', async () => {
    const id = await unknown('bot', 2 * MINUTE);
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'queued', resends: 1, isSettled: true });
    expect(woken).toBe(1);
    await scene.database.query(
      `UPDATE message SET state = 'unknown', unknown_at = now() - interval '2 minutes'`,
    );
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'unknown', resends: 1, isSettled: true });
  });

  it('stays unknown for good where its tenant wants no reply sent twice', async () => {
    await scene.database.query(`UPDATE tenant SET unknown_replies = 'at_most_once'`);
    const id = await unknown('bot', 2 * MINUTE);
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'unknown', resends: 0, isSettled: true });
    await scene.database.query(`UPDATE tenant SET unknown_replies = 'at_least_once'`);
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'unknown', resends: 0, isSettled: true });
  });

  it('goes by the choice of its own tenant, in one sweep with those of others', async () => {
    const other = await OutboxScene.beside(scene);
    await scene.database.query(`UPDATE tenant SET unknown_replies = 'at_most_once' WHERE id = $1`, [
      other.tenantId,
    ]);
    const [ours, theirs] = [await unknown('bot', 2 * MINUTE), await unknown('bot', 2 * MINUTE, other)];
    await messages.sweep();
    expect([await of(ours), await of(theirs)]).toMatchObject([{ state: 'queued' }, { state: 'unknown' }]);
  });

  it('stays unknown for good when it is part of a broadcast', async () => {
    const id = await unknown('broadcast', 2 * MINUTE);
    await messages.sweep();
    expect(await of(id)).toEqual({ state: 'unknown', resends: 0, isSettled: true });
  });

  it('waits longer while our inbox lags, since the status may lie in it, and a minute after that', async () => {
    const id = await unknown('bot', 9 * MINUTE);
    inboxAgeMs = 11_000;
    await messages.sweep();
    inboxAgeMs = 0;
    await messages.sweep();
    nowMs += MINUTE - 1_000;
    await messages.sweep();
    expect(await of(id)).toMatchObject({ state: 'unknown', isSettled: false });
    nowMs += 1_000;
    await messages.sweep();
    expect(await of(id)).toMatchObject({ state: 'queued' });
  });
});
