import { statusOrdersOf, type StatusOrders } from '../faults/effect';
import type { AsyncFailure } from '../graph/error-table';
import type { GraphAccepted } from '../ledger/ledger-entry';
import { sentinelEffect } from '../people/sentinels';
import type { StatusDelays } from '../settings';
import type { StatusName } from './status-emission';

export interface PlannedStatus {
  status: StatusName;
  /** Milliseconds after acceptance. */
  afterMs: number;
  failure: AsyncFailure | null;
}

type Accepted = Pick<GraphAccepted, 'to' | 'type' | 'orders'>;

/** The orders of a message; those of its recipient where an older ledger has none. */
export function ordersOf({ to, orders }: Accepted): StatusOrders {
  return orders ?? statusOrdersOf(sentinelEffect(to)) ?? {};
}

/** The statuses that a message will get, in time. A person reads at once, unless something else was ordered. */
export function statusPlan(message: Accepted, delays: StatusDelays): PlannedStatus[] {
  const orders = ordersOf(message);
  const { delayMs = 0, failure, statuses } = orders;
  if (statuses === 'none') return [];
  if (failure) return [{ status: 'failed', afterMs: delays.delivered + delayMs, failure }];
  const names = namesOf(message, statuses);
  const times = names.map((name) => (statuses === 'before_response' ? 0 : delays[name] + delayMs));
  if (statuses === 'reordered') names.reverse();
  return names.map((status, index) => ({ status, afterMs: times[index] ?? 0, failure: null }));
}

function namesOf({ type }: Accepted, statuses: StatusOrders['statuses']): ('sent' | 'delivered' | 'read')[] {
  // Facts B2: of a reaction Meta tells no more.
  if (type === 'reaction') return ['sent'];
  return statuses === 'unread' ? ['sent', 'delivered'] : ['sent', 'delivered', 'read'];
}
