import fc from 'fast-check';
import { ATTEMPTS, nextCarefully } from './careful';

const tried = (...attempts: number[]) => attempts.map((times, place) => ({ attempts: times, place }));

describe('after a death', () => {
  it('those that nobody died with are tried together', () => {
    expect(nextCarefully(tried(0, 0, 0))).toEqual(tried(0, 0, 0));
  });

  it('one that somebody died with is tried alone, and not before those that came before it', () => {
    expect(nextCarefully(tried(1, 0, 1))).toEqual(tried(1));
    expect(nextCarefully(tried(0, 0, 1, 0))).toEqual(tried(0, 0));
  });

  it('nothing is tried where there is nothing', () => {
    expect(nextCarefully([])).toEqual([]);
  });

  it('the one that is deadly is found in a few deaths, and no other is given up', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (before, behind) => {
        let items = [...Array<number>(before).fill(0), 0, ...Array<number>(behind).fill(0)].map(
          (attempts, place) => ({
            attempts,
            place,
          }),
        );
        const givenUp: number[] = [];
        let deaths = 1; // The one that made us careful.
        while (items.length > 0) {
          const next = nextCarefully(items.slice(0, 16));
          const [first] = next;
          const places = next.map(({ place }) => place);
          if (first !== undefined && first.attempts >= ATTEMPTS) givenUp.push(first.place);
          else if (places.includes(before)) {
            deaths++;
            items = items.map((item) =>
              places.includes(item.place) ? { ...item, attempts: item.attempts + 1 } : item,
            );
            continue;
          }
          items = items.filter(({ place }) => !places.includes(place));
        }
        expect(givenUp).toEqual([before]);
        expect(deaths).toBe(1 + ATTEMPTS);
      }),
    );
  });
});
