import { randomBytes } from 'node:crypto';
import { newWamid } from '../graph/identifiers';
import type { BusinessNumber } from '../settings';
import type { Emission } from './emission';
import { said, type MessageDetails, type MessageType } from './message-types';
import { contactOf, keyOf, originOf, type Sender } from './sender';

export interface Occasion {
  number: BusinessNumber;
  from: Sender;
  /** Milliseconds since 1970. */
  at: number;
}

/** A message of any type from a person. */
export function messageEmission(
  { number, from, at }: Occasion,
  type: MessageType,
  details: MessageDetails & { wamid?: string; sequence?: number } = {},
): Emission {
  const wamid = details.wamid ?? newWamid(from.phone, 'inbound');
  const { type: metaType, body, text, beside, isWithoutContact } = said(type, details);
  const message = { ...originOf(from), id: wamid, timestamp: unixSeconds(at), type: metaType, ...body };
  const value = {
    ...(isWithoutContact ? {} : { contacts: [contactOf(from)] }),
    messages: [message],
    ...beside,
  };
  const event = {
    type: 'message' as const,
    wamid,
    from: keyOf(from),
    text,
    ...(metaType === 'text' ? {} : { messageType: metaType }),
    phoneNumberId: number.phoneNumberId,
    ...(details.sequence === undefined ? {} : { sequence: details.sequence }),
  };
  return { number, field: 'messages', value, events: [event] };
}

/** What else concerns one person, each in a field of its own. */
const OTHERS = {
  echo: (occasion, { text = 'Answered from the app' }) => echo(occasion, text, 'smb_message_echoes'),
  api_echo: (occasion, { text = 'Answered by another system' }) => echo(occasion, text, 'message_echoes'),
  standby: ({ number, from, at }, { text = 'Written while another answers' }) => {
    const wamid = newWamid(from.phone, 'inbound');
    const message = {
      ...originOf(from),
      id: wamid,
      timestamp: unixSeconds(at),
      type: 'text',
      text: { body: text },
    };
    const standby = { contacts: [contactOf(from)], messages: [message] };
    return {
      number,
      field: 'standby',
      value: { standby },
      events: [{ type: 'message', wamid, from: keyOf(from), text, phoneNumberId: number.phoneNumberId }],
    };
  },
  history: ({ number, from, at }, { text = 'From before' }) => {
    const old = [from.phone, number.displayPhoneNumber, from.phone].map((sender, index) => ({
      from: sender,
      ...(sender === from.phone ? {} : { to: from.phone }),
      id: newWamid(from.phone, sender === from.phone ? 'inbound' : 'outbound'),
      timestamp: unixSeconds(at - (10 - index) * 86_400_000),
      type: 'text',
      text: { body: `${text} ${index + 1}` },
      history_context: { status: 'READ' },
    }));
    const history = [
      { metadata: { phase: 0, chunk_order: 1, progress: 100 }, threads: [{ id: from.phone, messages: old }] },
    ];
    return {
      number,
      field: 'history',
      value: { history },
      events: old.map(({ id, text: { body } }) => ({
        type: 'message',
        wamid: id,
        from: from.phone,
        text: body,
        phoneNumberId: number.phoneNumberId,
      })),
    };
  },
  call: ({ number, from, at }) => {
    const id = `wacid.${randomBytes(24).toString('base64')}`;
    const call = {
      ...originOf(from),
      id,
      to: number.displayPhoneNumber,
      event: 'connect',
      direction: 'USER_INITIATED',
      timestamp: unixSeconds(at),
      session: { sdp_type: 'offer', sdp: 'v=0' },
    };
    return {
      number,
      field: 'calls',
      value: { contacts: [contactOf(from)], calls: [call] },
      events: [
        {
          type: 'message',
          wamid: id,
          from: keyOf(from),
          text: '📞',
          messageType: 'call',
          phoneNumberId: number.phoneNumberId,
        },
      ],
    };
  },
  saved_contact: ({ number, from, at }, { text = from.name }) => {
    const state_sync = [
      {
        type: 'contact',
        contact: { full_name: text, first_name: text.split(' ')[0], phone_number: from.phone },
        action: 'add',
        metadata: { timestamp: unixSeconds(at) },
      },
    ];
    return {
      number,
      field: 'smb_app_state_sync',
      value: { state_sync },
      events: [{ type: 'person', field: 'smb_app_state_sync', marker: from.phone, wabaId: number.wabaId }],
    };
  },
  stop_marketing: (occasion) => preference(occasion, 'stop'),
  resume_marketing: (occasion) => preference(occasion, 'resume'),
  user_id_update: ({ number, from, at }, { newUserId = 'US.9999999999' }) => {
    const update = {
      ...(from.hidesPhone ? {} : { wa_id: from.phone }),
      detail: 'User ID updated',
      user_id: { previous: from.userId ?? 'US.1111111111', current: newUserId },
      timestamp: unixSeconds(at),
    };
    return {
      number,
      field: 'user_id_update',
      value: { contacts: [contactOf({ ...from, userId: newUserId })], user_id_update: [update] },
      events: [{ type: 'person', field: 'user_id_update', marker: newUserId, wabaId: number.wabaId }],
    };
  },
} satisfies Record<string, (occasion: Occasion, details: MessageDetails) => Emission>;

export type PersonEventType = keyof typeof OTHERS;

export const PERSON_EVENT_TYPES = Object.keys(OTHERS) as PersonEventType[];

export function isPersonEventType(name: string): name is PersonEventType {
  return Object.hasOwn(OTHERS, name);
}

export function personEmission(
  occasion: Occasion,
  type: PersonEventType,
  details: MessageDetails = {},
): Emission {
  return OTHERS[type](occasion, details);
}

function echo({ number, from, at }: Occasion, text: string, field: string): Emission {
  const wamid = newWamid(from.phone, 'outbound');
  const message = {
    from: number.displayPhoneNumber,
    ...(from.hidesPhone ? { to_user_id: from.userId } : { to: from.phone }),
    id: wamid,
    timestamp: unixSeconds(at),
    type: 'text',
    text: { body: text },
  };
  return {
    number,
    field,
    value: { contacts: [contactOf(from)], message_echoes: [message] },
    events: [{ type: 'message', wamid, from: keyOf(from), text, phoneNumberId: number.phoneNumberId }],
  };
}

function preference({ number, from, at }: Occasion, value: 'stop' | 'resume'): Emission {
  const item = {
    ...(from.hidesPhone ? {} : { wa_id: from.phone }),
    ...(from.userId === undefined ? {} : { user_id: from.userId }),
    detail: `User requested to ${value} marketing messages`,
    category: 'marketing_messages',
    value,
    timestamp: Math.floor(at / 1000),
  };
  return {
    number,
    field: 'user_preferences',
    value: { contacts: [contactOf(from)], user_preferences: [item] },
    events: [{ type: 'preference', field: value, marker: keyOf(from), wabaId: number.wabaId }],
  };
}

export function unixSeconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
