import { TenantName } from '../tenant-names.repository';
import { InboundStateDto } from './inbound-state.dto';
import {
  AppliedEvents,
  COUNTED,
  COUNTED_IN_LANE,
  WaitingDeliveries,
  WaitingEvents,
} from './inbound-state.repository';

/** What was read, at one moment. */
export interface InboundFigures {
  readonly measuredAt: Date;
  readonly deliveries: WaitingDeliveries;
  readonly pending: readonly WaitingEvents[];
  readonly retrying: readonly WaitingEvents[];
  readonly attemptsOfLanes: ReadonlyMap<number, number>;
  readonly received: number;
  readonly applied: AppliedEvents;
  readonly deadLetters: readonly { readonly stage: string; readonly count: number }[];
  readonly runningReplays: number;
  readonly media: { readonly waiting: number; readonly failed: number };
  readonly tenants: ReadonlyMap<string, TenantName>;
}

const TENANTS_SHOWN = 20;

/** What the figures say, as the API tells it. */
export function inboundState(figures: InboundFigures): InboundStateDto {
  const { measuredAt, deliveries, pending, retrying, applied, received, media } = figures;
  const oldestAt = earliest([deliveries, ...pending, ...retrying].map((waiting) => waiting.oldestAt));
  return {
    oldestWaitingSeconds:
      oldestAt && Math.max(0, Math.round((measuredAt.getTime() - oldestAt.getTime()) / 1000)),
    oldestWaitingAt: instant(oldestAt),
    deliveriesWaiting: deliveries.count,
    eventsWaiting: sum(pending.filter(isOfLane)),
    eventsRetrying: sum(retrying.filter(isOfLane)),
    deadLettersWaiting: sum(figures.deadLetters),
    atLeast: isCutOff(figures),
    lastMinute: { received, applied: applied.count, applyP50Ms: applied.p50Ms, applyP99Ms: applied.p99Ms },
    lanes: lanesOf(figures),
    tenants: tenantsOf(figures),
    media,
    measuredAt: measuredAt.toISOString(),
  };
}

function lanesOf({ pending, retrying, attemptsOfLanes }: InboundFigures): InboundStateDto['lanes'] {
  const [first, again] = [pending.filter(isOfLane), retrying.filter(isOfLane)];
  const lanes = new Set([...first, ...again].map(({ lane }) => lane).concat([...attemptsOfLanes.keys()]));
  return [...lanes]
    .sort((one, other) => one - other)
    .map((lane) => {
      const own = [first, again].map((events) => events.find((waiting) => waiting.lane === lane));
      return {
        lane,
        waiting: own[0]?.count ?? 0,
        retrying: own[1]?.count ?? 0,
        oldestWaitingAt: instant(earliest(own.map((waiting) => waiting?.oldestAt ?? null))),
        attempts: attemptsOfLanes.get(lane) ?? 0,
      };
    });
}

function tenantsOf({ pending, retrying, tenants }: InboundFigures): InboundStateDto['tenants'] {
  const waiting = new Map<string, WaitingEvents[]>();
  for (const events of [...pending, ...retrying]) {
    if (events.tenantId !== null)
      waiting.set(events.tenantId, [...(waiting.get(events.tenantId) ?? []), events]);
  }
  return [...waiting]
    .map(([id, events]) => ({
      ...(tenants.get(id) ?? { id, slug: '', name: '' }),
      waiting: sum(events),
      oldestWaitingAt: instant(earliest(events.map(({ oldestAt }) => oldestAt))),
    }))
    .sort((one, other) => other.waiting - one.waiting || one.slug.localeCompare(other.slug))
    .slice(0, TENANTS_SHOWN);
}

/** Counting stopped somewhere. */
const isCutOff = ({ deliveries, pending, retrying, deadLetters }: InboundFigures): boolean =>
  deliveries.count >= COUNTED ||
  pending.some((events) => isOfLane(events) && events.count >= COUNTED_IN_LANE) ||
  sum(retrying.filter(isOfLane)) >= COUNTED ||
  deadLetters.some(({ count }) => count >= COUNTED);

const isOfLane = (events: WaitingEvents): events is WaitingEvents & { lane: number } => events.lane !== null;

const sum = (counted: readonly { readonly count: number }[]): number =>
  counted.reduce((total, { count }) => total + count, 0);

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);
}
