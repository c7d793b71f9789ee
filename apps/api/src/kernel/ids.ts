import { randomInt } from 'node:crypto';
import { v7 } from 'uuid';

/** So far ids may be ahead of the clock to go on counting; farther ahead it was the clock that was wrong. */
const MAX_AHEAD_MS = 1_000;

/**
 * Makes UUIDv7s by that clock (in milliseconds), each greater than the one before, unless the clock was set back by more
 * than a second: else a clock that was wrong for a moment would be followed until it is that late.
 */
export function idsBy(clock: () => number): () => string {
  let msecs = -Infinity;
  let seq = 0;
  return () => {
    const now = Math.floor(clock());
    if (now > msecs || msecs - now > MAX_AHEAD_MS) {
      msecs = now;
      seq = randomInt(2 ** 31);
    } else {
      seq = (seq + 1) | 0;
      if (seq === 0) msecs += 1;
    }
    return v7({ msecs, seq });
  };
}

const next = idsBy(() => Date.now());

/** A UUIDv7 made by us, in the order of making as `idsBy` says: node:crypto's own are in none. */
export function newId(): string {
  return next();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(value: string): boolean {
  return UUID.test(value);
}
