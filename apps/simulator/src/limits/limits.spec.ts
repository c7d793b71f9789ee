import type { LedgerEvent } from '../ledger/ledger-entry';
import type { SendRequest } from '../sends/send-request';
import { limitSettingsOf, type LimitRequest } from './limit-settings';
import { Limits } from './limits';
import { ServiceWindows } from './service-windows';

const NUMBER = { phoneNumberId: '1', wabaId: '2', displayPhoneNumber: '15550100042' };
const HOUR_MS = 60 * 60 * 1000;

/** Limits with a clock that stands until it is moved. */
class Desk {
  nowMs = 0;
  readonly windows: ServiceWindows;
  readonly limits: Limits;

  constructor(request: LimitRequest, number: object = {}) {
    const clock = { now: () => this.nowMs, timeOf: () => this.nowMs, offsetMs: 0 };
    this.windows = new ServiceWindows(clock);
    this.limits = new Limits(
      clock,
      this.windows,
      () => ({ ...NUMBER, ...number }),
      () => this.nowMs * 1000,
    );
    this.apply({ kind: 'limits.set', limits: limitSettingsOf(request) });
  }

  apply(event: LedgerEvent, at = new Date().toISOString()): void {
    for (const keeper of [this.windows, this.limits]) keeper.apply({ seq: 1, at, ...event });
  }

  /** A person writes, or the business's own app does. */
  inbound(from: string, message: { at?: string; [name: string]: unknown } = {}, field = 'messages'): void {
    const value = {
      metadata: { phone_number_id: NUMBER.phoneNumberId },
      messages: [{ from, type: 'text', ...message }],
    };
    const payload = { entry: [{ changes: [{ field, value }] }] };
    this.apply({ kind: 'webhook.emitted', webhookId: '', events: [], payload }, message.at);
  }

  send(to: string, type: SendRequest['type'] = 'text', number: object = {}, kind = 'phone') {
    const send = {
      kind,
      to,
      input: to,
      type,
      body: '',
      content: {},
      callbackData: null,
      replyTo: null,
    };
    return this.limits.judge({ ...NUMBER, ...number }, send as SendRequest, this.nowMs * 1000);
  }

  /** How many of so many sends at this moment are taken. */
  taken(count: number, to: (index: number) => string, number: object = {}): number {
    return Array.from({ length: count }, (_, index) => this.send(to(index), 'text', number)).filter(
      ({ refusal }) => refusal === undefined,
    ).length;
  }
}

const anybody = (index: number): string => `3519${index}`;

describe("Meta's limits", () => {
  it('are off until they are switched on', () => {
    const desk = new Desk({});
    expect(desk.taken(1_000, () => 'one')).toBe(1_000);
    expect(desk.send('one')).toEqual({});
  });

  it('take 80 messages of a number in a second, then answer 130429, and tell how often', () => {
    const desk = new Desk({ throughput: true });
    expect(desk.taken(100, anybody)).toBe(80);
    expect(desk.send('x')).toEqual({ refusal: 130429 });
    expect(desk.limits.state().hits.throughput).toBe(21);
    desk.nowMs += 1_000;
    expect(desk.send('x')).toEqual({});
  });

  it('count what people write, but not what the own app does', () => {
    const desk = new Desk({ throughput: true });
    for (let index = 0; index < 50; index += 1) desk.inbound(anybody(index));
    desk.inbound('x', {}, 'smb_message_echoes');
    expect(desk.taken(100, anybody)).toBe(30);
  });

  it('do not count what people wrote before a restart', () => {
    const desk = new Desk({ throughput: true });
    for (let index = 0; index < 50; index += 1)
      desk.inbound(anybody(index), { at: '2026-01-01T00:00:00.000Z' });
    expect(desk.taken(100, anybody)).toBe(80);
  });

  it.each([
    [{ isOnBizApp: true }, 20],
    [{ throughput: 'HIGH' }, 1_000],
  ])('know numbers that are %j: %i', (number, limit) => {
    expect(new Desk({ throughput: true }, number).taken(1_100, anybody, number)).toBe(limit);
  });

  it('let one number write 45 times to one person, then answer 131056', () => {
    const desk = new Desk({ pair: true });
    expect(desk.taken(50, () => 'one')).toBe(45);
    expect(desk.send('one')).toEqual({ refusal: 131056 });
    expect(desk.send('another')).toEqual({});
  });

  it('use nothing up for what they refuse', () => {
    const desk = new Desk({ throughput: true, pair: { burst: 1 } });
    desk.send('one');
    for (let index = 0; index < 100; index += 1) desk.send('one');
    expect(desk.taken(100, anybody)).toBe(79);
  });

  it('let free words fail with 131047 outside of the window, and templates go', () => {
    const desk = new Desk({ window: true });
    expect(desk.send('one')).toEqual({ asyncFailure: 131047 });
    expect(desk.send('one', 'template')).toEqual({});
    desk.inbound('one');
    expect(desk.send('one')).toEqual({});
    desk.nowMs += 24 * HOUR_MS;
    expect(desk.send('one')).toEqual({ asyncFailure: 131047 });
  });

  it('know a person by the number and by the user id that they wrote with', () => {
    const desk = new Desk({ window: true });
    desk.inbound('one', { from_user_id: 'US.1' });
    expect([desk.send('one'), desk.send('US.1'), desk.send('US.2')]).toEqual([
      {},
      {},
      { asyncFailure: 131047 },
    ]);
  });

  it('do not mind pairs and windows where a message is for a group', () => {
    const desk = new Desk({ pair: true, window: true });
    const verdicts = Array.from({ length: 50 }, () => desk.send('group', 'text', {}, 'group'));
    expect(verdicts).toEqual(Array.from({ length: 50 }, () => ({})));
  });

  it('do not open a window for what the system says about a person', () => {
    const desk = new Desk({ window: true });
    desk.inbound('one', { type: 'system' });
    expect(desk.send('one')).toEqual({ asyncFailure: 131047 });
  });

  it('let templates outside of windows reach so many people in 24 hours, for all numbers of the account', () => {
    const desk = new Desk({ portfolio: { uniqueRecipients: 2 } });
    desk.inbound('friend');
    expect(desk.send('friend', 'template')).toEqual({});
    expect(desk.send('a', 'template')).toEqual({});
    expect(desk.send('b', 'template', { phoneNumberId: '9' })).toEqual({});
    expect(desk.send('a', 'template')).toEqual({});
    expect(desk.send('c', 'template')).toEqual({ asyncFailure: 131048 });
    expect(desk.send('c', 'template', { wabaId: 'another' })).toEqual({});
    desk.nowMs += 24 * HOUR_MS;
    expect(desk.send('c', 'template')).toEqual({});
  });
});
