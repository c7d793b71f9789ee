import type { FastifyInstance } from 'fastify';
import type { SimulatedClock } from '../clock';
import type { Ledger } from '../ledger/ledger';
import type { Limits } from './limits';
import { limitRequest, limitSettingsOf, type LimitRequest } from './limit-settings';

/** A year: beyond what any window or lifetime lasts. */
const MAX_ADVANCE_MS = 366 * 24 * 60 * 60 * 1000;

interface Advance {
  byMs: number;
}

/** Meta's limits and the clock that they go by. */
export function limitRoutes(
  app: FastifyInstance,
  limits: Limits,
  clock: SimulatedClock,
  ledger: Ledger,
): void {
  app.get('/sim/limits', () => limits.state());

  app.put<{ Body: LimitRequest }>('/sim/limits', { schema: { body: limitRequest } }, (request) => {
    ledger.record({ kind: 'limits.set', limits: limitSettingsOf(request.body) });
    return limits.state();
  });

  const clockState = (): object => ({ now: new Date(clock.now()).toISOString(), offsetMs: clock.offsetMs });
  app.get('/sim/clock', clockState);

  app.post<{ Body: Advance }>('/sim/clock', { schema: { body: advance } }, (request) => {
    ledger.record({ kind: 'clock.advanced', byMs: request.body.byMs });
    return clockState();
  });
}

const advance = {
  type: 'object',
  required: ['byMs'],
  propertyNames: { enum: ['byMs'] },
  properties: { byMs: { type: 'integer', minimum: 0, maximum: MAX_ADVANCE_MS } },
};
