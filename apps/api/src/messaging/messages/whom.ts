import { Fault, invalidInput } from '../../kernel/problem';
import { Identity } from '../communication-adapter';

/** Somebody, as a caller names them. */
export type NamedPerson = { readonly contactId: string } | { readonly identity: Identity };

/** Whom a message is for: whoever a conversation is with, or a person by one of the tenant's channels. */
export type Whom =
  { readonly conversationId: string } | { readonly channelId: string; readonly person: NamedPerson };

/** As the body of a request says it; each field by itself is valid. */
export interface WrittenWhom {
  readonly conversationId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly to?: {
    readonly phone?: string | undefined;
    readonly bsuid?: string | undefined;
    readonly contactId?: string | undefined;
  };
}

const missing = (pointer: string, detail: string): Fault => ({ pointer, code: 'missing', detail });
const surplus = (pointer: string, detail: string): Fault => ({ pointer, code: 'surplus', detail });

/** @throws Problem 400 naming each field that is missing or too much: it is one conversation, or a channel and one person */
export function whomIn({ conversationId, channelId, to }: WrittenWhom): Whom {
  if (conversationId !== undefined) {
    const instead = 'A conversation says by itself whom it is with, and by which channel.';
    refuse([
      ...(channelId === undefined ? [] : [surplus('/channelId', instead)]),
      ...(to === undefined ? [] : [surplus('/to', instead)]),
    ]);
    return { conversationId };
  }
  if (channelId === undefined && to === undefined)
    throw invalidInput([missing('/conversationId', 'Name a conversation, or channelId and to.')]);
  if (to === undefined) throw invalidInput([missing('/to', 'Say who is written to.')]);
  const named = NAMES.filter((name) => to[name] !== undefined);
  refuse([
    ...(named.length === 0 ? [missing('/to', 'Name a phone, a bsuid or a contactId.')] : []),
    ...named.slice(1).map((name) => surplus(`/to/${name}`, 'One name is enough; two may not be one person.')),
  ]);
  if (channelId === undefined) throw invalidInput([missing('/channelId', 'Say by which channel.')]);
  return { channelId, person: personIn(to) };
}

const NAMES = ['phone', 'bsuid', 'contactId'] as const;

function personIn({ phone, bsuid = '', contactId }: NonNullable<WrittenWhom['to']>): NamedPerson {
  if (contactId !== undefined) return { contactId };
  if (phone !== undefined) return { identity: { kind: 'phone', value: phone.replace(/^\+/, '') } };
  return { identity: { kind: /^[A-Z]{2}\.ENT\./.test(bsuid) ? 'parent_bsuid' : 'bsuid', value: bsuid } };
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw invalidInput(faults);
}
