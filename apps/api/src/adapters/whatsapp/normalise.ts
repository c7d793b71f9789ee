import {
  Identity,
  InboundElement,
  InboundMessageElement,
  QuarantinedElement,
  StatusElement,
} from '../../messaging';
import { identitiesOf, recipientOf } from './identity';
import { asList, asRecord, asText, asTime, beginningOf, Json } from './reading';

/** Ids are keys of the database; Meta's are well below this. */
const MAX_ID_LENGTH = 256;
const MAX_TEXT_LENGTH = 65_536;
const MAX_WORD_LENGTH = 64;
const MAX_NAME_LENGTH = 200;
const MAX_REASON_LENGTH = 1000;
const MAX_DETAIL_LENGTH = 500;

/** Every element of a parsed webhook, in order (facts: cloud-api.md C1 to C3). What we do not understand is quarantined. */
export function elementsOf(payload: unknown): InboundElement[] {
  const webhook = asRecord(payload);
  const entries = asList(webhook?.entry);
  if (webhook?.object !== 'whatsapp_business_account' || entries.length === 0) {
    return [quarantined('not_a_webhook', 'This is not a webhook of a WhatsApp business account.', payload)];
  }
  return entries.flatMap((entry) => {
    const changes = asList(asRecord(entry)?.changes);
    return changes.length === 0
      ? [notUnderstood('an entry without changes', entry)]
      : changes.flatMap(changeOf);
  });
}

function changeOf(change: unknown): InboundElement[] {
  const { field, value } = asRecord(change) ?? {};
  const content = asRecord(value);
  if (field !== 'messages' || content === undefined)
    return [notUnderstood(`the field ${asText(field) ?? 'without a name'}`, change)];
  const channel = asText(asRecord(content.metadata)?.phone_number_id);
  if (channel === undefined) return [notUnderstood('messages without a phone number id', change)];
  const elements = [
    ...asList(content.messages).map((message) => messageOf(channel, message, asList(content.contacts))),
    ...asList(content.statuses).map((status) => statusOf(channel, status)),
    ...asList(content.errors).map((error) => notUnderstood('an error of the account', error)),
  ];
  return elements.length === 0 ? [notUnderstood('messages without any element', change)] : elements;
}

function messageOf(channel: string, raw: unknown, contacts: readonly unknown[]): InboundElement {
  const message = asRecord(raw);
  const id = idOf(message?.id);
  const [sender, ...others] = message === undefined ? [] : identitiesOf(message);
  const occurredAt = asTime(message?.timestamp);
  if (message === undefined || id === undefined) return notUnderstood('a message without an id', raw);
  if (sender === undefined) return notUnderstood('a message without a sender', raw);
  if (occurredAt === undefined) return notUnderstood('a message without a time', raw);
  const type = asText(message.type) ?? 'unsupported';
  const text = textOf(type, message);
  const element: InboundMessageElement = {
    kind: 'message',
    channelExternalId: channel,
    sender: [sender, ...others],
    senderName: nameOf([sender, ...others], contacts),
    providerMessageId: id,
    type: beginningOf(type, MAX_WORD_LENGTH),
    text: text === undefined ? null : beginningOf(text, MAX_TEXT_LENGTH),
    occurredAt,
    payload: message,
  };
  return element;
}

function statusOf(channel: string, raw: unknown): InboundElement {
  const status = asRecord(raw);
  const id = idOf(status?.id);
  const word = asText(status?.status);
  const occurredAt = asTime(status?.timestamp);
  if (status === undefined || id === undefined || word === undefined)
    return notUnderstood('a status without an id', raw);
  if (occurredAt === undefined) return notUnderstood('a status without a time', raw);
  const element: StatusElement = {
    kind: 'status',
    channelExternalId: channel,
    providerMessageId: id,
    status: beginningOf(word, MAX_WORD_LENGTH),
    recipient: recipientOf(status),
    callbackId: callbackIdOf(status),
    occurredAt,
    failure: failureOf(status),
    payload: status,
  };
  return element;
}

function idOf(value: unknown): string | undefined {
  const id = asText(value);
  return id !== undefined && id.length <= MAX_ID_LENGTH ? id : undefined;
}

const OUR_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function callbackIdOf(status: Json): string | null {
  const callback = asText(status.biz_opaque_callback_data);
  return callback !== undefined && OUR_ID.test(callback) ? callback : null;
}

function failureOf(status: Json): StatusElement['failure'] {
  const error = asRecord(asList(status.errors)[0]);
  if (error === undefined) return null;
  const details = asText(asRecord(error.error_data)?.details);
  const reason = details ?? asText(error.message) ?? asText(error.title) ?? 'WhatsApp gave no reason.';
  const code = typeof error.code === 'number' ? String(error.code) : asText(error.code);
  return {
    code: beginningOf(code ?? 'unknown', MAX_WORD_LENGTH),
    reason: beginningOf(reason, MAX_REASON_LENGTH),
  };
}

function nameOf(sender: readonly Identity[], contacts: readonly unknown[]): string | null {
  const known = contacts.map(asRecord).find((contact) => {
    const ids = [asText(contact?.wa_id), asText(contact?.user_id)];
    return sender.some(({ value }) => ids.includes(value));
  });
  const profile = asRecord((known ?? (contacts.length === 1 ? asRecord(contacts[0]) : undefined))?.profile);
  return beginningOf(asText(profile?.name)?.trim() ?? '', MAX_NAME_LENGTH) || null;
}

/** What a person would read of it in one line; null where there are no words. */
function textOf(type: string, message: Json): string | undefined {
  const content = asRecord(message[type]) ?? {};
  switch (type) {
    case 'text':
      return asText(content.body);
    case 'reaction':
      return asText(content.emoji);
    case 'button':
      return asText(content.text);
    case 'interactive':
      return asText(asRecord(content.button_reply)?.title) ?? asText(asRecord(content.list_reply)?.title);
    case 'location':
      return asText(content.name) ?? asText(content.address);
    case 'system':
      return asText(content.body);
    default:
      return asText(content.caption) ?? asText(content.filename);
  }
}

function notUnderstood(what: string, payload: unknown): QuarantinedElement {
  return quarantined('not_understood', `We do not understand ${what}.`, payload);
}

function quarantined(
  reason: QuarantinedElement['reason'],
  detail: string,
  payload: unknown,
): QuarantinedElement {
  return { kind: 'quarantined', reason, detail: beginningOf(detail, MAX_DETAIL_LENGTH), payload };
}
