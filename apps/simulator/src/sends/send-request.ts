import { invalidParameter, refused, type GraphFailure } from '../graph/graph-failure';
import { checkInteractive } from './interactive-content';
import { check, field, invalidValue, missingParameter, quoted, text, textOrNull } from './parameter';
import { isPlainType, PLAIN_CONTENT, WAMID } from './plain-content';
import { readRecipient, type Recipient } from './recipient';
import { checkTemplateShape } from './template-content';

/** A message that Graph understood. */
export interface SendRequest extends Recipient {
  type: SendType;
  /** What the phone shows of it. */
  body: string;
  /** What stood under the type's name. */
  content: Readonly<Record<string, unknown>> | readonly unknown[];
  callbackData: string | null;
  replyTo: string | null;
}

/** The business has read a message, and may be writing. */
export interface ReadReceipt {
  readWamid: string;
  isTyping: boolean;
}

export const SEND_TYPES = [
  'audio',
  'contacts',
  'document',
  'image',
  'interactive',
  'location',
  'reaction',
  'sticker',
  'template',
  'text',
  'video',
] as const;
export type SendType = (typeof SEND_TYPES)[number];

/** Types that exist in webhooks, and that nobody can send. */
const INBOUND_ONLY = ['button', 'order', 'system', 'unsupported', 'unknown', 'ephemeral', 'hsm'];
const CALLBACK_DATA = text(512, { min: 0 });

/** What Graph makes of the body of `POST /{phone-number-id}/messages`. `body` is parsed JSON or undefined. */
export function readSend(body: unknown, businessPhone: string): SendRequest | ReadReceipt | GraphFailure {
  const product = field(body, 'messaging_product');
  if (product === undefined) return invalidParameter('The parameter messaging_product is required.');
  if (typeof product !== 'string' || product.toUpperCase() !== 'WHATSAPP')
    return invalidParameter(`Param messaging_product must be one of {WHATSAPP} - got ${quoted(product)}.`);
  if (field(body, 'status') !== undefined) return readReceipt(body);

  const recipient = readRecipient(body, businessPhone);
  if ('httpStatus' in recipient) return recipient;
  const type = readType(field(body, 'type') ?? 'text');
  if (typeof type !== 'string') return type;
  const content = field(body, type);
  if (content === undefined)
    return missingParameter(`Parameter '${type}' is required for messages of type ${type}.`);
  const failure = checkContent(type, content) ?? checkAround(body, type);
  if (failure) return failure;
  return {
    ...recipient,
    type,
    body: shownText(type, content),
    content: content as Record<string, unknown>,
    callbackData: textOrNull(field(body, 'biz_opaque_callback_data')),
    replyTo: textOrNull(field(field(body, 'context'), 'message_id')),
  };
}

function readReceipt(body: unknown): ReadReceipt | GraphFailure {
  const status = field(body, 'status');
  if (status !== 'read')
    return invalidParameter(`Param status must be one of {READ} - got ${quoted(status)}.`);
  const readWamid = field(body, 'message_id');
  const typing = field(body, 'typing_indicator');
  const failure = check(WAMID, readWamid, 'message_id', 'graph');
  if (failure) return failure;
  if (typing !== undefined && field(typing, 'type') !== 'text')
    return invalidParameter("Param typing_indicator['type'] must be one of {TEXT}.");
  return { readWamid: String(readWamid), isTyping: typing !== undefined };
}

function readType(type: unknown): SendType | GraphFailure {
  const name = typeof type === 'string' ? type.toLowerCase() : '';
  if (INBOUND_ONLY.includes(name))
    return refused(131051, 'Unsupported message type', `Message type ${quoted(type)} cannot be sent.`);
  const known = SEND_TYPES.find((one) => one === name);
  if (known !== undefined) return known;
  const names = SEND_TYPES.map((one) => one.toUpperCase()).join(', ');
  return invalidParameter(`Param type must be one of {${names}} - got ${quoted(type)}.`);
}

function checkContent(type: SendType, content: unknown): GraphFailure | null {
  if (isPlainType(type)) return check(PLAIN_CONTENT[type], content, type, 'graph');
  return type === 'template' ? checkTemplateShape(content) : checkInteractive(content);
}

function checkAround(body: unknown, type: SendType): GraphFailure | null {
  const callbackData = field(body, 'biz_opaque_callback_data');
  const failure =
    callbackData === undefined
      ? null
      : check(CALLBACK_DATA, callbackData, 'biz_opaque_callback_data', 'graph');
  if (failure) return failure;
  const replyTo = field(field(body, 'context'), 'message_id');
  if (replyTo === undefined) return null;
  if (type === 'reaction') return invalidValue('Param context is not allowed for messages of type reaction.');
  return check(WAMID, replyTo, "context['message_id']", 'whatsapp');
}

function shownText(type: SendType, content: unknown): string {
  const at = (...path: string[]): string =>
    String(path.reduce<unknown>((value, name) => field(value, name), content) ?? '');
  if (type === 'text') return at('body');
  if (type === 'reaction') return at('emoji') || 'Reaction removed';
  if (type === 'interactive') return at('body', 'text');
  if (type === 'template') return `${at('name')} (${at('language', 'code')})`;
  if (type === 'location') return `📍 ${at('name') || `${at('latitude')}, ${at('longitude')}`}`;
  if (type === 'contacts')
    return `👤 ${String(field(field((content as unknown[])[0], 'name'), 'formatted_name'))}`;
  return at('caption') || at('filename') || `(${type})`;
}
