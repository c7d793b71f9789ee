import type { FastifyInstance } from 'fastify';
import { webhookOf } from '../emission/emission';
import { messageEmission } from '../emission/person-events';
import { newWamid } from '../graph/identifiers';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import { phoneDigits } from '../settings';
import type { Outbox } from '../webhooks/outbox';
import type { People } from './people';
import { PERSONAS, type Person } from './person';
import { SENTINELS } from './sentinels';

const MAX_TEXT_CHARACTERS = 65_536;
const PEOPLE_LISTED = 200;
const MESSAGES_LISTED = 200;

interface NewPerson {
  phone: string;
  name: string;
}

interface NewMessage {
  text: string;
  name?: string;
}

/** What simulated people do: they exist, and they write. */
export function peopleRoutes(
  app: FastifyInstance,
  numbers: Numbers,
  people: People,
  ledger: Ledger,
  outbox: Outbox,
): void {
  app.get('/sim/people', () => ({
    business: {
      displayPhoneNumber: numbers.first.displayPhoneNumber,
      phoneNumberId: numbers.first.phoneNumberId,
    },
    people: people.list(PEOPLE_LISTED).map(withLastMessages),
    personas: PERSONAS,
    sentinels: SENTINELS.map(({ phone, explanation }) => ({ phone, explanation })),
  }));

  app.post<{ Body: NewPerson }>('/sim/people', { schema: { body: newPerson } }, (request, reply) => {
    const phone = personPhone(request.body.phone, numbers);
    const name = request.body.name.trim();
    if (phone === null) return reply.code(400).send({ error: 'phone is not an international phone number' });
    if (name === '') return reply.code(400).send({ error: 'name is empty' });
    ledger.record({ kind: 'person.joined', phone, name });
    return reply.code(201).send({ phone, name });
  });

  app.post<{ Params: { phone: string }; Body: NewMessage }>(
    '/sim/people/:phone/messages',
    { schema: { body: newMessage } },
    (request, reply) => {
      const phone = personPhone(request.params.phone, numbers);
      const { text } = request.body;
      if (phone === null)
        return reply.code(400).send({ error: 'phone is not an international phone number' });
      if (text.trim() === '') return reply.code(400).send({ error: 'text is empty' });
      const known = people.find(phone);
      const name = request.body.name?.trim() || known?.name || `+${phone}`;
      if (name !== known?.name) ledger.record({ kind: 'person.joined', phone, name });

      const wamid = newWamid(phone, 'inbound');
      const occasion = { number: numbers.first, from: { phone, name }, at: Date.now() };
      const emission = messageEmission(occasion, 'text', { text, wamid });
      outbox.emit(webhookOf([emission]), emission.events);
      return reply.code(201).send({ wamid });
    },
  );
}

const newPerson = {
  type: 'object',
  required: ['phone', 'name'],
  properties: { phone: { type: 'string', maxLength: 40 }, name: { type: 'string', maxLength: 100 } },
};

const newMessage = {
  type: 'object',
  required: ['text'],
  properties: {
    text: { type: 'string', maxLength: MAX_TEXT_CHARACTERS },
    name: { type: 'string', maxLength: 100 },
  },
};

function personPhone(text: string, numbers: Numbers): string | null {
  const phone = phoneDigits(text);
  return phone === null || numbers.isBusiness(phone) ? null : phone;
}

function withLastMessages(person: Person): Person {
  return { ...person, messages: person.messages.slice(-MESSAGES_LISTED) };
}
