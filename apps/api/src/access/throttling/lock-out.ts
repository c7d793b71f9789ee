/** facts/reliability.md E16: that many wrong tries, then a wait that doubles. */
export const TRIES = 5;
export const WINDOW_S = 15 * 60;
const LONGEST_S = 4 * 3_600;

/** How long the account takes no try after it was locked out for the `count`th time within a day, in seconds. */
export function lockOutSeconds(count: number): number {
  return Math.min(WINDOW_S * 2 ** (Math.max(1, count) - 1), LONGEST_S);
}
