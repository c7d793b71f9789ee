import fc from 'fast-check';
import { SendingClass, Turns } from './turns';

type Waiting = Readonly<Record<SendingClass, boolean>>;

const CLASSES: readonly SendingClass[] = ['human', 'bot', 'api', 'broadcast'];
const waiting: fc.Arbitrary<Waiting> = fc.record({
  human: fc.boolean(),
  bot: fc.boolean(),
  api: fc.boolean(),
  broadcast: fc.boolean(),
});
const slots = fc.array(waiting, { maxLength: 300 });
const only = (...classes: SendingClass[]): Waiting => ({
  human: classes.includes('human'),
  bot: classes.includes('bot'),
  api: classes.includes('api'),
  broadcast: classes.includes('broadcast'),
});
const isContended = (slot: Waiting) => CLASSES.filter((one) => slot[one]).length > 1;

/** The share of each class where these wait all the time. */
function shares(...classes: SendingClass[]): Record<SendingClass, number> {
  const turns = new Turns();
  const count = { human: 0, bot: 0, api: 0, broadcast: 0 };
  for (let slot = 0; slot < 2_200; slot += 1) count[turns.next(only(...classes)) ?? 'human'] += 1 / 22;
  return count;
}

/** The longest that the class was passed over while it waited. */
function longestWait(of: SendingClass, all: readonly Waiting[]): number {
  const turns = new Turns();
  let waited = 0;
  let longest = 0;
  for (const slot of all) {
    const chosen = turns.next(slot);
    waited = slot[of] && chosen !== of ? waited + 1 : 0;
    longest = Math.max(longest, waited);
  }
  return longest;
}

describe('whose turn it is to send', () => {
  it('is nobody who does not wait, and somebody whenever somebody waits', () => {
    fc.assert(
      fc.property(slots, (all) => {
        const turns = new Turns();
        for (const slot of all) {
          const chosen = turns.next(slot);
          if (chosen === null) expect(slot).toEqual(only());
          else expect(slot[chosen]).toBe(true);
        }
      }),
    );
  });

  it.each(CLASSES)('is always %s while it waits alone', (alone) => {
    const turns = new Turns();
    for (let slot = 0; slot < 50; slot += 1) expect(turns.next(only(alone))).toBe(alone);
  });

  it('is a person first', () => expect(new Turns().next(only(...CLASSES))).toBe('human'));

  it('comes to a person after two slots at most, whatever waits beside', () => {
    const withHuman = fc.array(
      waiting.map((slot) => ({ ...slot, human: true })),
      { maxLength: 300 },
    );
    fc.assert(fc.property(slots, withHuman, (some, all) => longestWait('human', [...some, ...all]) <= 2));
  });

  it('comes to a waiting broadcast twice in any 20 contended slots', () => {
    const contended = fc.array(
      waiting.map((slot) => ({ ...slot, broadcast: true })),
      { minLength: 40, maxLength: 300 },
    );
    fc.assert(
      fc.property(slots, contended, (some, all) => {
        const turns = new Turns();
        for (const slot of some) turns.next(slot);
        const chosen = all.map((slot) => ({ slot, to: turns.next(slot) }));
        const toWhom = chosen.filter(({ slot }) => isContended(slot)).map(({ to }) => to);
        for (let from = 0; from + 20 <= toWhom.length; from += 1) {
          const got = toWhom.slice(from, from + 20).filter((to) => to === 'broadcast').length;
          expect(got).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });

  it.each<[SendingClass, number]>([
    ['human', 2],
    ['bot', 5],
    ['api', 15],
    ['broadcast', 9],
  ])('comes to %s after %i slots at most', (of, most) => {
    const always = fc.array(
      waiting.map((slot) => ({ ...slot, [of]: true })),
      { minLength: 60, maxLength: 200 },
    );
    fc.assert(fc.property(slots, always, (some, all) => longestWait(of, [...some, ...all]) <= most));
  });

  it('is shared by weight where all wait, the broadcast keeping its tenth', () => {
    const { human, bot, api, broadcast } = shares(...CLASSES);
    expect(broadcast).toBeCloseTo(10, 0);
    expect(human / 90).toBeCloseTo(60 / 95, 2);
    expect(bot / 90).toBeCloseTo(25 / 95, 2);
    expect(api / 90).toBeCloseTo(10 / 95, 2);
  });

  it.each<[SendingClass, SendingClass, number]>([
    ['human', 'bot', 60 / 85],
    ['human', 'api', 60 / 70],
    ['human', 'broadcast', 0.9],
    ['bot', 'api', 25 / 35],
    ['bot', 'broadcast', 25 / 30],
    ['api', 'broadcast', 10 / 15],
  ])('is shared by weight between %s and %s', (one, other, share) => {
    expect(shares(one, other)[one] / 100).toBeCloseTo(share, 2);
  });
});
