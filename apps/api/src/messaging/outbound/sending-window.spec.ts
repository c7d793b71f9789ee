import { pino } from 'pino';
import { Environment } from '../../platform/config/environment';
import { Limited, LimiterAway, SharedLimiter } from '../../platform/limits/shared-limiter';
import { Admission, SlidingWindow } from '../../platform/limits/sliding-window';
import { ClaimedMessage } from './outbox.repository';
import { SendingWindow } from './sending-window';

describe('the sending window', () => {
  let asked: string[];
  let logged: string[];
  let isStoreAway: boolean;
  let window: SendingWindow;

  /** A store for one process. */
  class LocalLimiter extends SharedLimiter {
    private readonly windows = new Map<string, SlidingWindow>();

    stop(): Promise<void> {
      return Promise.resolve();
    }

    protected ask({ tenantId, name }: Limited, perSecond: number): Promise<Admission> {
      const key = `${tenantId} ${name}`;
      asked.push(key);
      if (isStoreAway) return Promise.reject(new Error('gone'));
      const known = this.windows.get(key) ?? new SlidingWindow();
      this.windows.set(key, known);
      return Promise.resolve(known.admit(1_000_000 + performance.now(), perSecond));
    }
  }

  const set = (setting: 'on' | 'off') => {
    const logger = pino({ level: 'info' }, { write: (line) => void logged.push(line) });
    const environment = Object.assign(new Environment(), { SENDING_WINDOW: setting });
    return new SendingWindow(new LocalLimiter(), environment, logger);
  };
  const message = (changes: Partial<ClaimedMessage> = {}): ClaimedMessage =>
    ({ tenantId: 't', channelId: 'c', type: 'text', sendingClass: 'human', ...changes }) as ClaimedMessage;
  const template = message({ type: 'template' });

  async function allowedOf(one: ClaimedMessage, times: number): Promise<number> {
    let allowed = 0;
    for (let turn = 0; turn < times; turn += 1) if ((await window.waitMs(one)) === 0) allowed += 1;
    return allowed;
  }

  beforeEach(() => {
    jest.useFakeTimers();
    [asked, logged, isStoreAway] = [[], [], false];
    window = set('on');
  });
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTime(ms);

  it('lets 80 begun by the business and 1,000 begun by people go in a second', async () => {
    expect([await allowedOf(template, 1_200), await allowedOf(message(), 1_200)]).toEqual([80, 1_000]);
    pass(1_010);
    expect(await allowedOf(template, 1)).toBe(1);
  });

  it('counts each number of each tenant by itself', async () => {
    await allowedOf(template, 81);
    expect(await allowedOf({ ...template, channelId: 'd' }, 81)).toBe(80);
    expect(await allowedOf({ ...template, tenantId: 'u' }, 81)).toBe(80);
  });

  it('asks nobody where the setting is off', async () => {
    window = set('off');
    expect(await allowedOf(template, 200)).toBe(200);
    expect(asked).toEqual([]);
  });

  it('lets its number go on while the store is away, says so once, and asks once in a second', async () => {
    isStoreAway = true;
    expect(await allowedOf(template, 200)).toBe(200);
    expect(asked).toHaveLength(1);
    pass(1_000);
    expect(await allowedOf(template, 200)).toBe(200);
    expect(asked).toHaveLength(2);
    expect(logged.filter((line) => line.includes('own limit alone'))).toHaveLength(1);
    expect(logged[0]).toContain(new LimiterAway('').message);
  });

  it('keeps to the window again once the store is back', async () => {
    isStoreAway = true;
    await window.waitMs(template);
    pass(1_000);
    isStoreAway = false;
    expect(await allowedOf(template, 200)).toBe(80);
    expect(logged.at(-1)).toContain('is back');
  });
});
