import type { Channel } from '@parley/api-client';
import { expiryWords, type Said } from './channel-words';

export type EndingToken = { channel: Channel; expiry: Said };

/** The numbers whose access token ends soon, or has ended, the first to end first. */
export const endingAmong = (channels: readonly Channel[] | undefined, now: number): EndingToken[] =>
  (channels ?? [])
    .toSorted((one, other) => endOf(one) - endOf(other))
    .flatMap((channel) => {
      const expiry = expiryWords(channel.accessToken?.expiresAt ?? null, now);
      return expiry === null ? [] : [{ channel, expiry }];
    });

const endOf = ({ accessToken }: Channel): number => Date.parse(accessToken?.expiresAt ?? '9999-01-01');
