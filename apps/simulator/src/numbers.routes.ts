import type { FastifyInstance } from 'fastify';
import type { Ledger } from './ledger/ledger';
import type { Numbers } from './numbers';
import { phoneDigits, type BusinessNumber } from './settings';

/** More numbers than the one of the settings, of the same WhatsApp account or of others. */
export function numberRoutes(app: FastifyInstance, numbers: Numbers, ledger: Ledger): void {
  app.get('/sim/numbers', () => ({ numbers: numbers.list() }));

  app.post<{ Body: BusinessNumber }>('/sim/numbers', { schema: { body: newNumber } }, (request, reply) => {
    const displayPhoneNumber = phoneDigits(request.body.displayPhoneNumber);
    if (displayPhoneNumber === null)
      return reply.code(400).send({ error: 'displayPhoneNumber is not an international phone number' });
    const number = { ...request.body, displayPhoneNumber };
    ledger.record({ kind: 'number.added', number });
    return reply.code(201).send(number);
  });
}

const properties = {
  phoneNumberId: { type: 'string', pattern: '^\\d{1,32}$' },
  wabaId: { type: 'string', pattern: '^\\d{1,32}$' },
  displayPhoneNumber: { type: 'string', maxLength: 40 },
  verifiedName: { type: 'string', minLength: 1, maxLength: 200 },
  isOnBizApp: { type: 'boolean' },
  throughput: { enum: ['STANDARD', 'HIGH'] },
  qualityRating: { enum: ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] },
  status: { type: 'string', minLength: 1, maxLength: 40 },
};

const newNumber = {
  type: 'object',
  required: ['phoneNumberId', 'wabaId', 'displayPhoneNumber'],
  // What else a caller knows of a number is left out, and not kept.
  additionalProperties: false,
  properties,
};
