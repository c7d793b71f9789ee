import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Ledger } from '../ledger/ledger';
import type { Numbers } from '../numbers';
import type { People } from '../people/people';
import { phoneDigits, type BusinessNumber } from '../settings';
import type { Outbox } from '../webhooks/outbox';
import { ACCOUNT_FIELDS, accountEmission, isAccountField } from './account-events';
import { webhookOf, type Emission } from './emission';
import { isMessageType, MESSAGE_TYPES, type MessageDetails } from './message-types';
import { isPersonEventType, messageEmission, PERSON_EVENT_TYPES, personEmission } from './person-events';

interface PersonEventRequest extends MessageDetails {
  type: string;
  name?: string;
  phoneNumberId?: string;
  userId?: string;
  hidesPhone?: boolean;
}

interface AccountEventRequest {
  field: string;
  phoneNumberId?: string;
  value?: Record<string, unknown>;
}

/** Everything else that Meta may say: what people do beyond writing, and news of the account. */
export function emissionRoutes(
  app: FastifyInstance,
  { numbers, people, ledger, outbox }: { numbers: Numbers; people: People; ledger: Ledger; outbox: Outbox },
): void {
  const emit = (reply: FastifyReply, emission: Emission): FastifyReply => {
    outbox.emit(webhookOf([emission]), emission.events);
    const [event] = emission.events;
    return reply
      .code(201)
      .send(event && 'wamid' in event ? { wamid: event.wamid } : { marker: event?.marker });
  };
  const numberOf = (id: string | undefined): BusinessNumber | undefined =>
    id === undefined ? numbers.first : numbers.find(id);

  app.post<{ Params: { phone: string }; Body: PersonEventRequest }>(
    '/sim/people/:phone/events',
    { schema: { body: personEvent } },
    (request, reply) => {
      const { type, phoneNumberId, userId, hidesPhone, ...details } = request.body;
      const phone = phoneDigits(request.params.phone);
      const number = numberOf(phoneNumberId);
      if (phone === null || numbers.isBusiness(phone))
        return refuse(reply, 'phone is not an international phone number');
      if (number === undefined) return refuse(reply, 'there is no such number: see /sim/numbers');
      const known = people.find(phone);
      const name = details.name?.trim() || known?.name || `+${phone}`;
      const from = { phone, name, ...(userId && { userId }), ...(hidesPhone && { hidesPhone }) };
      const occasion = { number, from, at: Date.now() };
      if (!isMessageType(type) && !isPersonEventType(type))
        return refuse(reply, `type is none of ${[...MESSAGE_TYPES, ...PERSON_EVENT_TYPES].join(', ')}`);
      if (name !== known?.name) ledger.record({ kind: 'person.joined', phone, name });
      return emit(
        reply,
        isMessageType(type)
          ? messageEmission(occasion, type, details)
          : personEmission(occasion, type, details),
      );
    },
  );

  app.post<{ Body: AccountEventRequest }>(
    '/sim/account/events',
    { schema: { body: accountEvent } },
    (request, reply) => {
      const { field, phoneNumberId, value } = request.body;
      const number = numberOf(phoneNumberId);
      if (number === undefined) return refuse(reply, 'there is no such number: see /sim/numbers');
      if (!isAccountField(field)) return refuse(reply, `field is none of ${ACCOUNT_FIELDS.join(', ')}`);
      return emit(reply, accountEmission(number, field, Date.now(), value));
    },
  );
}

function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error });
}

const text = { type: 'string', maxLength: 65_536 };
const id = { type: 'string', minLength: 1, maxLength: 512 };

const personEvent = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { type: 'string' },
    name: { type: 'string', maxLength: 100 },
    phoneNumberId: id,
    userId: id,
    hidesPhone: { type: 'boolean' },
    text,
    messageId: id,
    emoji: { type: ['string', 'null'], maxLength: 32 },
    latitude: { type: 'number' },
    longitude: { type: 'number' },
    groupId: id,
    newPhone: id,
    newUserId: id,
  },
};

const accountEvent = {
  type: 'object',
  required: ['field'],
  properties: { field: { type: 'string' }, phoneNumberId: id, value: { type: 'object' } },
};
