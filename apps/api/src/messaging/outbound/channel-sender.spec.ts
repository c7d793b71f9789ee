import { pino } from 'pino';
import { SendAnswer, SendResult } from '../communication-adapter';
import { BREAKER_SETTINGS } from './breaker/circuit-breaker';
import { HostBreaker } from './breaker/host-breaker';
import { Way } from './breaker/way';
import { ChannelCalls, OpenedChannel } from './channel-calls';
import { ChannelSender } from './channel-sender';
import { ClaimedMessage } from './outbox.repository';
import { Result } from './result';
import { Results } from './results';
import { NextStep } from './pacing/next-step';
import { SendingClass } from './pacing/turns';

const CHANNEL = {
  provider: 'whatsapp',
  externalId: '1',
  accountId: '2',
  messagesPerSecond: 80,
  isHeld: false,
  accessToken: 'token',
};
const ACCEPTED: SendAnswer = { kind: 'accepted', providerMessageId: 'wamid' };
const failing = (kind: 'unknown' | 'not_sent'): SendAnswer => ({
  kind,
  failure: { code: 'x', reason: 'X.' },
});

describe('the sender of a channel', () => {
  let queued: ClaimedMessage[];
  let channel: OpenedChannel;
  let answer: SendAnswer;
  let answerTo: (message: ClaimedMessage) => SendAnswer;
  let called: { id: string; at: number; token: string | null }[];
  let claims: number;
  let duringClaim: () => void;
  let duringCall: () => Promise<void>;
  let connecting: () => Promise<void>;
  let begun: boolean[];
  let spread: NextStep[];
  let windowWaitMs: (message: ClaimedMessage) => number;
  let results: Result[];
  let serial = 0;

  beforeEach(() => {
    jest.useFakeTimers();
    [queued, called, results, claims] = [[], [], [], 0];
    begun = [];
    duringCall = connecting = () => Promise.resolve();
    [channel, answer, duringClaim] = [CHANNEL, ACCEPTED, () => undefined];
    answerTo = () => answer;
    windowWaitMs = () => 0;
    spread = [];
  });
  afterEach(() => jest.useRealTimers());

  const message = (sendingClass: SendingClass = 'api', recipient = `person ${++serial}`): ClaimedMessage =>
    ({
      ...{
        id: `${sendingClass} ${++serial}`,
        tenantId: 't',
        channelId: 'c',
        conversationId: 'v',
        type: 'text',
      },
      ...{ sendingClass, recipient, attempts: 1, createdAtMs: Date.now() },
    }) as ClaimedMessage;
  const several = (count: number, sendingClass: SendingClass = 'api') =>
    Array.from({ length: count }, () => message(sendingClass));

  function sender(untilMs = Infinity): ChannelSender {
    const calls = {
      key: { tenantId: 't', channelId: 'c' },
      defaultPerSecond: 80,
      claim: (_fence: string, most: Record<SendingClass, number>) => {
        claims++;
        const left = { ...most };
        const messages = queued.filter(({ sendingClass }) => left[sendingClass]-- > 0);
        queued = queued.filter((one) => !messages.includes(one));
        duringClaim();
        const accessToken = messages.length > 0 ? channel.accessToken : null;
        return Promise.resolve({ channel: { ...channel, accessToken }, messages });
      },
      placeOf: () => ({ tenantId: 't', channelId: 'c', provider: 'whatsapp', accountId: '2' }),
      spread: (_channel: unknown, step: NextStep) => void spread.push(step),
      templateOf: ({ type, text }: ClaimedMessage) => (type === 'template' ? text : null),
      windowWaitMs: (one: ClaimedMessage) => Promise.resolve(windowWaitMs(one)),
      send: (one: ClaimedMessage, opened: OpenedChannel, mayBegin: () => boolean): Promise<SendResult> => {
        called.push({ id: one.id, at: performance.now(), token: opened?.accessToken ?? null });
        return connecting().then(() => {
          begun.push(mayBegin());
          return duringCall().then(() => ({ answer: answerTo(one), attempt: null }));
        });
      },
    } as unknown as ChannelCalls;
    const noted = { add: (result: Result) => void results.push(result) } as unknown as Results;
    const way = new Way('c', new HostBreaker(BREAKER_SETTINGS, () => 0), () => 0);
    const holding = { fence: '1', untilMs };
    return new ChannelSender(calls, way, noted, holding, pino({ level: 'silent' }), undefined, () => 0);
  }
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const given = (code: string) =>
    results.filter(({ result: { answer: one } }) => one.kind !== 'accepted' && one.failure.code === code);

  it('sends all that is queued, no faster than the number may', async () => {
    queued = several(200);
    const one = sender();
    one.wake();
    await pass(1_000);
    expect(called.length).toBeLessThanOrEqual(80);
    expect(called.length).toBeGreaterThanOrEqual(76);
    await pass(2_000);
    expect(called).toHaveLength(200);
    expect(new Set(called.map(({ token }) => token))).toEqual(new Set(['token']));
    expect(results.filter(({ step }) => step.kind === 'sent')).toHaveLength(200);
    await one.stop();
  });

  it('asks for more when it is woken, and not for each message that it sends', async () => {
    queued = several(5);
    const one = sender();
    one.wake();
    await pass(1_000);
    expect(claims).toBeLessThan(5);
    queued = several(1);
    one.wake();
    await pass(20);
    expect(called).toHaveLength(6);
    await one.stop();
  });

  it('claims at once what is queued while it asks', async () => {
    const one = sender();
    duringClaim = () => {
      duringClaim = () => undefined;
      queued = several(1);
      one.wake();
    };
    queued = several(1);
    one.wake();
    await pass(20);
    expect(called).toHaveLength(2);
    await one.stop();
  });

  it('can be woken for as long as its lease holds for certain', async () => {
    queued = several(1);
    const late = sender(performance.now() + 400);
    expect(late.wakeAsHolder()).toBe(false);
    const one = sender();
    expect(one.wakeAsHolder()).toBe(true);
    await pass(20);
    expect(called).toHaveLength(1);
    await one.stop();
  });

  it('sends nothing any more that got its connection when the lease was over', async () => {
    connecting = () => new Promise((resolve) => setTimeout(resolve, 2_000));
    queued = several(1);
    const one = sender(performance.now() + 1_000);
    one.wake();
    await pass(3_000);
    expect(begun).toEqual([false]);
    expect(given('handed_over')).toHaveLength(1);
    await one.stop();
  });

  it('sends its first message alone, until it is answered', async () => {
    let answered: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answered = resolve));
    duringCall = () => held;
    queued = several(3);
    const one = sender();
    one.wake();
    await pass(900);
    expect(called).toHaveLength(1);
    answered();
    await pass(100);
    expect(called).toHaveLength(3);
    await one.stop();
  });

  it('keeps nobody waiting for a first message that hangs', async () => {
    let answered: () => void = () => undefined;
    duringCall = () =>
      called.length === 1 ? new Promise<void>((resolve) => (answered = resolve)) : Promise.resolve();
    queued = several(3);
    const one = sender();
    one.wake();
    await pass(1_200);
    expect(called).toHaveLength(3);
    answered();
    await one.stop();
  });

  it('lets a person go before a broadcast that waits', async () => {
    queued = several(200, 'broadcast');
    const one = sender();
    one.wake();
    await pass(500);
    const [person] = (queued = [message('human'), ...queued]);
    await pass(1_000);
    const place = called.findIndex(({ id }) => id === person?.id);
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(100);
    await one.stop();
  });

  it('calls nobody any more half a second before its lease ends, and gives back what it has', async () => {
    queued = several(200);
    const one = sender(performance.now() + 1_000);
    one.wake();
    await pass(3_000);
    expect(Math.max(...called.map(({ at }) => at))).toBeLessThan(performance.now() - 2_400);
    expect(given('handed_over').length).toBeGreaterThan(0);
    expect(called.length + given('handed_over').length + queued.length).toBe(200);
    await one.stop();
  });

  it('writes no more to one person than WhatsApp allows, and lets others pass', async () => {
    queued = [...Array.from({ length: 60 }, () => message('bot', 'ana')), ...several(20, 'bot')];
    const one = sender();
    one.wake();
    await pass(3_000);
    expect(called).toHaveLength(65);
    expect(given('pair_limit')).toHaveLength(15);
    await one.stop();
  });

  it('lets a class wait for the window that processes share, and the others pass', async () => {
    const openAt = performance.now() + 700;
    windowWaitMs = ({ sendingClass }) =>
      sendingClass === 'broadcast' ? Math.max(0, openAt - performance.now()) : 0;
    queued = [...several(10, 'broadcast'), ...several(10, 'human')];
    const one = sender();
    one.wake();
    await pass(650);
    expect(called.map(({ id }) => id.split(' ')[0])).toEqual(Array(10).fill('human'));
    await pass(400);
    expect(called).toHaveLength(20);
    expect(called[10]?.at).toBeGreaterThanOrEqual(openAt);
    await one.stop();
  });

  it('has one message find out whether a held number may send again', async () => {
    channel = { ...CHANNEL, isHeld: true };
    queued = several(10);
    const one = sender();
    one.wake();
    await pass(5);
    expect(called).toHaveLength(1);
    expect(given('held')).toHaveLength(9);
    await one.stop();
  });

  it('has the messages of a paused template wait with its reason after one of them was refused, and others pass', async () => {
    const failure = { code: '132015', reason: 'Template is paused.' };
    const paused = several(30).map((one) => ({ ...one, type: 'template', text: 'offer en' }));
    const other = several(10).map((one) => ({ ...one, type: 'template', text: 'offer de' }));
    answerTo = ({ text }) =>
      text === 'offer en' ? { kind: 'blocked', scope: 'template', failure } : ACCEPTED;
    queued = [...paused, ...other, ...several(10)];
    const one = sender();
    one.wake();
    await pass(2_000);
    const calledOf = (of: readonly ClaimedMessage[]) =>
      called.filter(({ id }) => of.some((another) => another.id === id)).length;
    expect([calledOf(paused), calledOf(other), called.length]).toEqual([1, 10, 21]);
    expect(given('132015')).toHaveLength(30);
    for (const { step } of given('132015')) {
      expect(step).toMatchObject({ kind: 'held', scope: 'template' });
      if (step.kind === 'held') expect(step.probeAfterMs).toBeGreaterThan(890_000);
    }
    await one.stop();
  });

  it('stops when its account is told to wait, and has the others know', async () => {
    const failure = { code: '80007', reason: 'Too many calls.' };
    answer = { kind: 'throttled', scope: 'account', failure, retryAfterMs: null };
    queued = several(40);
    const one = sender();
    one.wake();
    await pass(1_900);
    expect(called.length).toBeLessThan(5);
    expect(spread[0]).toEqual({ kind: 'held', scope: 'account', probeAfterMs: 60_000 });
    await one.stop();
  });

  it('stops when another number was told to wait for it, and gives back what it has, with the reason', async () => {
    queued = several(40);
    const one = sender();
    one.wake();
    await pass(100);
    const before = called.length;
    one.hold({
      kind: 'throttled',
      scope: 'account',
      failure: { code: '80007', reason: 'Too many calls.' },
      retryAfterMs: null,
    });
    await pass(1_500);
    expect(called.length).toBe(before);
    expect(given('80007').length).toBeGreaterThan(0);
    expect(called.length + given('80007').length + queued.length).toBe(40);
    await one.stop();
  });

  it('stops calling when nobody answers, and what waits burns no attempt', async () => {
    answer = failing('unknown');
    queued = several(40);
    const one = sender();
    one.wake();
    await pass(2_000);
    expect(called).toHaveLength(5);
    const waiting = given('unreachable');
    expect(waiting.length).toBeGreaterThan(0);
    for (const { step } of waiting) expect(step).toMatchObject({ kind: 'again', counted: false });
    await one.stop();
  });
});
