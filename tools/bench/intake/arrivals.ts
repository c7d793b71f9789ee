/** When so many requests a second arrive, each without knowing of the others (Poisson), in ms from the start; the same for the same seed. */
export function poissonArrivals(perSecond: number, seconds: number, seed = 1): number[] {
  const random = mulberry32(seed);
  const arrivals: number[] = [];
  for (let at = gap(); at < seconds * 1_000; at += gap()) arrivals.push(at);
  return arrivals;

  function gap(): number {
    return (-Math.log(1 - random()) * 1_000) / perSecond;
  }
}

/** @param share 0 to 1: 0.99 is what 99 of 100 values do not exceed */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** A small generator of numbers from 0 to 1, good enough for load. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
