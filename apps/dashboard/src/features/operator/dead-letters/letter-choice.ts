/** The API takes no more at once; a whole cause is replayed as a group. */
export const MAX_CHOSEN = 100;

/** The choice with one letter more, or less. */
export function toggled(chosen: readonly string[], id: string): string[] {
  if (chosen.includes(id)) return chosen.filter((one) => one !== id);
  return chosen.length < MAX_CHOSEN ? [...chosen, id] : [...chosen];
}

/** All that are shown, up to the limit; none, when it is all of them already. */
export function toggledAll(chosen: readonly string[], shown: readonly string[]): string[] {
  const all = shown.slice(0, MAX_CHOSEN);
  return chosen.length === all.length ? [] : all;
}
