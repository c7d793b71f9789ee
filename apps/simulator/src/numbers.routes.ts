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
    const { phoneNumberId, wabaId } = request.body;
    const number = { phoneNumberId, wabaId, displayPhoneNumber };
    ledger.record({ kind: 'number.added', number });
    return reply.code(201).send(number);
  });
}

const newNumber = {
  type: 'object',
  required: ['phoneNumberId', 'wabaId', 'displayPhoneNumber'],
  properties: {
    phoneNumberId: { type: 'string', pattern: '^\\d{1,32}$' },
    wabaId: { type: 'string', pattern: '^\\d{1,32}$' },
    displayPhoneNumber: { type: 'string', maxLength: 40 },
  },
};
