import { ChannelRoute } from '../../channels';
import { TenantElement } from '../communication-adapter';

/** Whose an element is. `channelId` is null for news of a whole account. */
export interface Destination {
  readonly tenantId: string;
  readonly channelId: string | null;
  readonly accountId: string;
}

export interface Unroutable {
  readonly reason: 'unknown_channel' | 'ambiguous_account';
  readonly detail: string;
}

/** Routes, by what they can be found by. */
export interface Directory {
  readonly byExternalId: ReadonlyMap<string, ChannelRoute>;
  readonly byAccount: ReadonlyMap<string, readonly ChannelRoute[]>;
}

export function directoryOf(routes: readonly ChannelRoute[]): Directory {
  return {
    byExternalId: new Map(routes.map((route) => [`${route.provider} ${route.externalId}`, route])),
    byAccount: Map.groupBy(routes, (route) => `${route.provider} ${route.accountId}`),
  };
}

/**
 * By the address that the provider names; where it names none, by the address as people read it, within the account;
 * and else by the account, when it is of exactly one tenant.
 */
export function destinationOf(
  provider: string,
  element: TenantElement,
  { byExternalId, byAccount }: Directory,
): Destination | Unroutable {
  const { channelExternalId, accountId, address } = element.whereabouts;
  if (channelExternalId !== null) {
    return byExternalId.get(`${provider} ${channelExternalId}`) ?? unknown(channelExternalId);
  }
  const inAccount = byAccount.get(`${provider} ${accountId}`) ?? [];
  const [first, ...others] = address === null ? [] : inAccount.filter((route) => route.address === address);
  if (first !== undefined && others.length === 0) return first;
  const [one, two] = inAccount;
  if (one === undefined) return unknown(address ?? accountId ?? 'an element that names nothing');
  if (inAccount.some(({ tenantId }) => tenantId !== one.tenantId)) {
    return { reason: 'ambiguous_account', detail: `The account ${accountId} is of several tenants.` };
  }
  if (element.kind === 'account') return { ...one, channelId: null };
  // What is said in a conversation has to be on a channel.
  if (address !== null) return unknown(address);
  if (two === undefined) return one;
  return { reason: 'ambiguous_account', detail: `The account ${accountId} has several channels.` };
}

function unknown(named: string): Unroutable {
  return { reason: 'unknown_channel', detail: `No channel is connected for ${named}.` };
}

export function isUnroutable(way: Destination | Unroutable): way is Unroutable {
  return 'reason' in way;
}
