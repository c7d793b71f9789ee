/** The one number that there is; null where there are more, or none. */
export const usesOnlyOne = (channelIds: readonly string[]): string | null =>
  channelIds.length === 1 ? (channelIds[0] ?? null) : null;
