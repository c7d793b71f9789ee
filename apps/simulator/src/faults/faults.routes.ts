import type { FastifyInstance } from 'fastify';
import type { Ledger } from '../ledger/ledger';
import { faultRequest, faultsOfRules, type FaultRequest } from './fault-rule';
import type { Faults } from './faults';

/** `PUT` replaces all rules, `GET` tells what each did, `DELETE` takes them all away. */
export function faultRoutes(app: FastifyInstance, faults: Faults, ledger: Ledger): void {
  app.get('/sim/faults', () => faults.state());

  app.put<{ Body: FaultRequest }>('/sim/faults', { schema: { body: faultRequest } }, (request, reply) => {
    const { seed, rules } = request.body;
    const error = faultsOfRules(rules);
    if (error !== null) return reply.code(400).send({ error });
    ledger.record({ kind: 'faults.set', seed, rules });
    return reply.send(faults.state());
  });

  app.delete('/sim/faults', () => {
    ledger.record({ kind: 'faults.set', seed: 1, rules: [] });
    return faults.state();
  });
}
