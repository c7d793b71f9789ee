import fc from 'fast-check';
import { occurrenceOf, toldTimeOf } from './occurrence';

const second = fc.integer({ min: 1, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const instant = fc.integer({ min: 1, max: 4_000_000_000_000 });
const occurrence = (providerMs: number, receivedMs: number) =>
  occurrenceOf(new Date(providerMs), new Date(receivedMs)).getTime();

describe('when a message happened', () => {
  it('is within the second that the provider named, where that has come', () => {
    fc.assert(
      fc.property(second, fc.nat(4_000_000_000), (provider, delay) => {
        expect(Math.floor(occurrence(provider, provider + delay) / 1000) * 1000).toBe(provider);
      }),
    );
  });

  it('is not after its receipt, whatever the provider says', () => {
    fc.assert(
      fc.property(second, instant, (provider, received) => {
        expect(occurrence(provider, received)).toBeLessThanOrEqual(received);
      }),
    );
  });

  it('keeps messages of one second in the order of their receipt', () => {
    fc.assert(
      fc.property(second, fc.nat(5_000), fc.nat(5_000), (provider, first, pause) => {
        expect(occurrence(provider, provider + first)).toBeLessThanOrEqual(
          occurrence(provider, provider + first + pause),
        );
      }),
    );
  });

  it('is the moment of receipt when that was quick, and the end of the second when it was not', () => {
    expect(occurrence(5_000, 5_120)).toBe(5_120);
    expect(occurrence(5_000, 9_000)).toBe(5_999);
  });

  it("is the moment of receipt when the provider's clock is ahead of ours", () => {
    expect(occurrence(5_000, 3_000)).toBe(3_000);
  });
});

describe('when something else happened', () => {
  const received = new Date(5_000);

  it.each([
    ['is what its element says', '1970-01-01T00:00:03Z', 3_000],
    ['is its receipt where it says nothing', null, 5_000],
    ['is its receipt where it says that it is still to come', '2099-01-01T00:00:00Z', 5_000],
  ])('%s', (_what, occurredAt, expected) => {
    expect(toldTimeOf({ occurredAt }, received).getTime()).toBe(expected);
  });
});
