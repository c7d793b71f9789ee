import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import type { Limits } from './limits';
import { limitRequest, limitSettingsOf, type LimitRequest } from './limit-settings';
import type { ManagementUsage } from './management-usage';

/** A year: beyond what any window or lifetime lasts. */
const MAX_ADVANCE_MS = 366 * 24 * 60 * 60 * 1000;

interface Advance {
  byMs: number;
}

interface LimitDesk {
  limits: Limits;
  usage: ManagementUsage;
  clock: SimulatedClock;
  ledger: Ledger;
  /** Lets happen what is due since the clock was put forward. */
  catchUp: () => void;
}

/** Meta's limits and the clock that they go by. */
export function limitRoutes(
  app: FastifyInstance,
  { limits, usage, clock, ledger, catchUp }: LimitDesk,
): void {
  const limitState = (): object => {
    const { limits: settings, hits } = limits.state();
    return { limits: settings, hits: { ...hits, management: usage.hits } };
  };
  app.get('/sim/limits', limitState);

  app.put<{ Body: LimitRequest }>('/sim/limits', { schema: { body: limitRequest } }, (request) => {
    ledger.record({ kind: 'limits.set', limits: limitSettingsOf(request.body) });
    return limitState();
  });

  const clockState = (): object => ({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs });
  app.get('/sim/clock', clockState);

  app.post<{ Body: Advance }>('/sim/clock', { schema: { body: advance } }, (request) => {
    ledger.record({ kind: 'clock.advanced', byMs: request.body.byMs });
    catchUp();
    return clockState();
  });
}

const advance = {
  type: 'object',
  required: ['byMs'],
  propertyNames: { enum: ['byMs'] },
  properties: { byMs: { type: 'integer', minimum: 0, maximum: MAX_ADVANCE_MS } },
};
