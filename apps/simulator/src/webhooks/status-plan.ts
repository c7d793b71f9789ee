import { behaviourOf, type AsyncFailure } from '../people/sentinels';
import type { StatusDelays } from '../settings';
import type { StatusName } from './status-emission';

export interface PlannedStatus {
  status: StatusName;
  /** Milliseconds after acceptance. */
  afterMs: number;
  failure: AsyncFailure | null;
}

/** The statuses that a message to this number will get. A person reads at once, unless their number says otherwise. */
export function statusPlan(phone: string, delays: StatusDelays): PlannedStatus[] {
  const { fate } = behaviourOf(phone);
  if (typeof fate === 'object') return [{ status: 'failed', afterMs: delays.delivered, failure: fate }];
  const plan: PlannedStatus[] = [
    { status: 'sent', afterMs: delays.sent, failure: null },
    { status: 'delivered', afterMs: delays.delivered, failure: null },
  ];
  if (fate === 'read') plan.push({ status: 'read', afterMs: delays.read, failure: null });
  return plan;
}
