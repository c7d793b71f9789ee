/** So often is a thing tried before it is set aside. */
export const ATTEMPTS = 3;

/**
 * What to try next after a death, of things in order: those at the beginning that nobody died with, or, if somebody
 * died with the very first, that one alone.
 */
export function nextCarefully<Item extends { readonly attempts: number }>(
  items: readonly Item[],
): readonly Item[] {
  const firstTried = items.findIndex(({ attempts }) => attempts > 0);
  if (firstTried === -1) return items;
  return items.slice(0, Math.max(firstTried, 1));
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
