import type { FastifyInstance } from 'fastify';
import type { Ledger } from './ledger';
import type { SendSummaries } from './send-summary';

const PAGE_SIZE = 1_000;
const MAX_PAGE_SIZE = 10_000;

interface LedgerQuery {
  after: number;
  limit: number;
}

export function ledgerRoutes(app: FastifyInstance, ledger: Ledger, sends: SendSummaries): void {
  const querystring = {
    type: 'object',
    properties: {
      after: { type: 'integer', minimum: 0, default: 0 },
      limit: { type: 'integer', minimum: 1, maximum: MAX_PAGE_SIZE, default: PAGE_SIZE },
    },
  };
  app.get<{ Querystring: LedgerQuery }>('/sim/ledger', { schema: { querystring } }, (request) =>
    ledger.page(request.query.after, request.query.limit),
  );
  app.get('/sim/ledger/sends/summary', () => sends.summary());
}
