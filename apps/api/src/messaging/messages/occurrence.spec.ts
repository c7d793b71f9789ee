import fc from 'fast-check';
import { occurrenceOf } from './occurrence';

const second = fc.integer({ min: 1, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const instant = fc.integer({ min: 1, max: 4_000_000_000_000 });
const occurrence = (providerMs: number, receivedMs: number) =>
  occurrenceOf(new Date(providerMs), new Date(receivedMs)).getTime();

describe('when a message happened', () => {
  it('is within the second that the provider named', () => {
    fc.assert(
      fc.property(second, instant, (provider, received) => {
        expect(Math.floor(occurrence(provider, received) / 1000) * 1000).toBe(provider);
      }),
    );
  });

  it('is not after its receipt, as far as the clocks agree', () => {
    fc.assert(
      fc.property(second, fc.nat(100_000), (provider, delay) => {
        expect(occurrence(provider, provider + delay)).toBeLessThanOrEqual(provider + delay);
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

  it("is the provider's second when its clock is ahead of ours", () => {
    expect(occurrence(5_000, 3_000)).toBe(5_000);
  });
});
