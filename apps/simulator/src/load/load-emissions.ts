import { randomBytes } from 'node:crypto';
import { accountEmission, MARKED_ACCOUNT_FIELDS } from '../emission/account-events';
import type { Emission } from '../emission/emission';
import { isMessageType, type MessageType } from '../emission/message-types';
import { isPersonEventType, messageEmission, personEmission } from '../emission/person-events';
import type { BusinessNumber } from '../settings';
import { statusEmission, type StatusName } from '../webhooks/status-emission';
import { identitiesOf, senderOf, type LoadPerson } from './load-people';
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
const MAX_PHONE_DIGITS = 15;
const FAILURE = { code: 131026, title: 'Message undeliverable', details: 'Message Undeliverable.' };

/** What a person does next; their state moves on. */
export function emissionsOf(kind: LoadKind, person: LoadPerson, random: Random, at: number): Emission[] {
  if (isMessageType(kind)) {
    const isPossible = kind !== 'number_changed' || mayChangeNumber(person);
    return [messageOf(isPossible ? kind : 'text', person, random, at)];
  }
  const from = senderOf(person);
  const { number } = person;
  if (isPersonEventType(kind)) {
    const emission = personEmission({ number, from, at }, kind);
    // Old threads are told of by phone number alone, whatever the person is called since.
    return [kind === 'history' && person.tellBy !== 'phone' ? emission : ofPerson(emission, person)];
  }
  if (kind === 'status') return statusesOf(person, random, at);
  if (kind === 'account') return [accountEmission(number, random.pick(MARKED_ACCOUNT_FIELDS), at)];
  return [kind === 'unknown_number' ? toNobody(person, at) : nonsense(number)];
}

function messageOf(type: MessageType, person: LoadPerson, random: Random, at: number): Emission {
  // A group is a conversation of its own.
  if (type === 'group') return messageEmission({ number: person.number, from: senderOf(person), at }, type);
  const sequence = person.written;
  const from = senderOf(person);
  person.written += 1;
  const text = `#${sequence} of ${person.key}: ${random.pick(['سلام', 'Olá', 'hello', '👋🏽'])}`;
  const next = type === 'number_changed' ? nextIdentities(person) : undefined;
  const details = {
    text,
    sequence,
    ...next,
    ...(person.lastWamid !== undefined && { messageId: person.lastWamid }),
  };
  const emission = ofPerson(messageEmission({ number: person.number, from, at }, type, details), person);
  const [event] = emission.events;
  if (event?.type !== 'message') return emission;
  event.identities = [...identitiesOf(from), ...Object.values(next ?? {})];
  // What is changed or reacted to is a message, not a change or a reaction.
  if (type === 'text' || type === 'reply' || type === 'location') person.lastWamid = event.wamid;
  person.awaited = event.wamid;
  if (next) Object.assign(person, { phone: next.newPhone, userId: next.newUserId ?? person.userId });
  return emission;
}

/** Nobody would see the change of a number that nobody sees. */
function mayChangeNumber({ tellBy, phone }: LoadPerson): boolean {
  return tellBy !== 'user id' && phone.length < MAX_PHONE_DIGITS;
}

/** Who changes the number gets a new user id with it. */
function nextIdentities({ phone, userId, tellBy }: LoadPerson): { newPhone: string; newUserId?: string } {
  return { newPhone: `${phone}0`, ...(tellBy === 'phone' ? {} : { newUserId: `${userId}N` }) };
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
