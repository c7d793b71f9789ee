import { messagesChange, newWamid, nowInSeconds, webhookOf } from './meta';

/** Somebody as WhatsApp names them: by number, by user id, by both. */
export interface WirePerson {
  readonly phone?: string;
  readonly userId?: string;
  readonly name?: string;
}

interface Written {
  readonly id?: string;
  readonly body?: string;
  /** Seconds since 1970. */
  readonly at?: number;
}

const timestampOf = (at: number | undefined): string => (at === undefined ? nowInSeconds() : String(at));

/** A text of that person. */
export function writtenBy(person: WirePerson, { id, body, at }: Written = {}): Record<string, unknown> {
  return {
    ...(person.phone !== undefined && { from: person.phone }),
    ...(person.userId !== undefined && { from_user_id: person.userId }),
    id: id ?? newWamid(),
    timestamp: timestampOf(at),
    type: 'text',
    text: { body: body ?? 'hello' },
  };
}

/** The person has another number now, and with it another user id. */
export function numberChanged(before: WirePerson, now: WirePerson, { id, at }: Written = {}): object {
  return {
    ...(before.phone !== undefined && { from: before.phone }),
    ...(before.userId !== undefined && { from_user_id: before.userId }),
    id: id ?? newWamid(),
    timestamp: timestampOf(at),
    type: 'system',
    system: {
      body: 'changed',
      type: 'user_changed_number',
      wa_id: now.phone,
      ...(now.userId !== undefined && { user_id: now.userId }),
    },
  };
}

/** A webhook that says that the user id of somebody is another one now. */
export function userIdChange(
  of: { readonly phone?: string; readonly before: string; readonly now: string; readonly at?: number },
  phoneNumberId?: string,
): object {
  const update = {
    ...(of.phone !== undefined && { wa_id: of.phone }),
    detail: 'changed',
    user_id: { previous: of.before, current: of.now },
    timestamp: timestampOf(of.at),
  };
  const change = messagesChange({ contacts: [], user_id_update: [update] }, phoneNumberId);
  return { ...change, field: 'user_id_update' };
}

/** One webhook with messages of one person, who is introduced by name. */
export function webhookFrom(person: WirePerson, messages: object[], phoneNumberId?: string): object {
  const contact = {
    profile: { name: person.name ?? 'Ana' },
    ...(person.phone !== undefined && { wa_id: person.phone }),
    ...(person.userId !== undefined && { user_id: person.userId }),
  };
  return webhookOf(messagesChange({ contacts: [contact], messages }, phoneNumberId));
}
