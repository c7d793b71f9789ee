import { randomBytes } from 'node:crypto';
import { accountEmission, MARKED_ACCOUNT_FIELDS } from '../emission/account-events';
import type { Emission } from '../emission/emission';
import { isMessageType, type MessageType } from '../emission/message-types';
import { isPersonEventType, messageEmission, personEmission } from '../emission/person-events';
import type { BusinessNumber } from '../settings';
import { statusEmission, type StatusName } from '../webhooks/status-emission';
import { senderOf, type LoadPerson } from './load-people';
import type { LoadKind } from './load-request';
import type { Random } from './random';
import { newWamid } from '../graph/identifiers';

const NOBODYS_NUMBER: BusinessNumber = {
  phoneNumberId: '404040404040404',
  wabaId: '404040404040405',
  displayPhoneNumber: '15550100404',
};
const FATES: readonly (readonly StatusName[])[] = [
  ['sent', 'delivered', 'read'],
  ['read'],
  ['sent', 'failed'],
  ['sent', 'failed', 'delivered'],
  ['sent', 'delivered', 'read', 'played'],
];
const FAILURE = { code: 131026, title: 'Message undeliverable', details: 'Message Undeliverable.' };

/** What a person does next; their state moves on. */
export function emissionsOf(kind: LoadKind, person: LoadPerson, random: Random, at: number): Emission[] {
  if (isMessageType(kind)) return [messageOf(kind, person, random, at)];
  const from = senderOf(person);
  const { number } = person;
  if (isPersonEventType(kind)) return [ofPerson(personEmission({ number, from, at }, kind), person)];
  if (kind === 'status') return statusesOf(person, random, at);
  if (kind === 'account') return [accountEmission(number, random.pick(MARKED_ACCOUNT_FIELDS), at)];
  return [kind === 'unknown_number' ? toNobody(person, at) : nonsense(number)];
}

function messageOf(type: MessageType, person: LoadPerson, random: Random, at: number): Emission {
  const sequence = person.written;
  const from = senderOf(person);
  person.written += 1;
  const text = `#${sequence} of ${person.key}: ${random.pick(['سلام', 'Olá', 'hello', '👋🏽'])}`;
  const details = { text, sequence, ...(person.lastWamid !== undefined && { messageId: person.lastWamid }) };
  const emission = ofPerson(messageEmission({ number: person.number, from, at }, type, details), person);
  const [event] = emission.events;
  if (event?.type !== 'message') return emission;
  // What is changed or reacted to is a message, not a change or a reaction.
  if (type === 'text' || type === 'reply' || type === 'location') person.lastWamid = event.wamid;
  person.awaited = event.wamid;
  return emission;
}

/** The ledger says who it is, whatever they are called in the webhook. */
function ofPerson(emission: Emission, { key }: LoadPerson): Emission {
  const events = emission.events.map((event) =>
    event.type === 'message' ? { ...event, person: key } : event,
  );
  return { ...emission, events };
}

/** Of a message that another system sent: this product has never heard of it. */
function statusesOf(person: LoadPerson, random: Random, at: number): Emission[] {
  const wamid = newWamid(person.phone, 'outbound');
  return random.pick(FATES).map((status) => {
    const failure = status === 'failed' ? FAILURE : null;
    return statusEmission(person.number, person, { wamid, status, callbackData: null, failure }, at);
  });
}

/** To a number that no tenant has. */
function toNobody(person: LoadPerson, at: number): Emission {
  const marker = newMarker();
  const occasion = { number: NOBODYS_NUMBER, from: senderOf(person), at };
  return {
    ...messageEmission(occasion, 'text', { text: marker }),
    events: [poison('messages', marker, NOBODYS_NUMBER)],
  };
}

/** A message that is no object. */
function nonsense(number: BusinessNumber): Emission {
  const marker = newMarker();
  return {
    number,
    field: 'messages',
    value: { messages: [marker] },
    events: [poison('messages', marker, number)],
  };
}

function poison(field: string, marker: string, { wabaId }: BusinessNumber): Emission['events'][number] {
  return { type: 'poison', field, marker, wabaId };
}

function newMarker(): string {
  return `poison_${randomBytes(8).toString('hex')}`;
}
