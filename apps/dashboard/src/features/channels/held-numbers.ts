import type { Channel } from '@parley/api-client';

export type HeldChannel = Channel & { held: NonNullable<Channel['held']> };

/** Those that cannot send, the one that has waited longest first. */
export const heldAmong = (channels: readonly Channel[] | undefined): HeldChannel[] =>
  (channels ?? [])
    .filter((channel): channel is HeldChannel => channel.held !== null)
    .toSorted((one, other) => Date.parse(one.held.since) - Date.parse(other.held.since));
