import { phoneDigits } from '../settings';
import { invalidParameter, refused, type GraphFailure } from './graph-failure';

export interface TextRequest {
  /** The recipient as written. */
  input: string;
  /** The recipient's digits. */
  to: string;
  body: string;
  callbackData: string | null;
  replyTo: string | null;
}

const MAX_TEXT_CHARACTERS = 4096;
const MAX_CALLBACK_DATA_CHARACTERS = 512;

const KNOWN_TYPES = [
  'AUDIO',
  'CONTACTS',
  'DOCUMENT',
  'IMAGE',
  'INTERACTIVE',
  'LOCATION',
  'REACTION',
  'STICKER',
  'TEMPLATE',
  'TEXT',
  'VIDEO',
];

const WHATSAPP_ID = /^wamid\..+/;

/** What Graph makes of the body of `POST /{phone-number-id}/messages`: a text to send, or a refusal. `body` is parsed JSON or undefined. */
export function readTextRequest(body: unknown, businessPhone: string): TextRequest | GraphFailure {
  const product = field(body, 'messaging_product');
  if (product === undefined) return invalidParameter('The parameter messaging_product is required.');
  if (!isOneOf(['WHATSAPP'], product)) {
    return invalidParameter(`Param messaging_product must be one of {WHATSAPP} - got ${quoted(product)}.`);
  }

  const input = field(body, 'to');
  if (input === undefined || input === '') return invalidParameter('The parameter to is required.');
  const to = typeof input === 'string' || typeof input === 'number' ? phoneDigits(String(input)) : null;
  if (to === null) {
    return refused(
      131009,
      'Parameter value is not valid',
      `Param to is not a valid WhatsApp recipient: ${quoted(input)}`,
    );
  }
  if (to === businessPhone) {
    return refused(131021, 'Recipient cannot be sender', 'Recipient and sender phone number are the same.');
  }

  const type = field(body, 'type') ?? 'text';
  if (!isOneOf(KNOWN_TYPES, type)) {
    return invalidParameter(`Param type must be one of {${KNOWN_TYPES.join(', ')}} - got ${quoted(type)}.`);
  }
  if (!isOneOf(['TEXT'], type)) {
    return refused(
      131051,
      'Unsupported message type',
      `The simulator cannot send messages of type ${quoted(type)}.`,
    );
  }
  return readText(body, String(input), to);
}

function readText(body: unknown, input: string, to: string): TextRequest | GraphFailure {
  const text = field(body, 'text');
  if (text === undefined) {
    return refused(
      131008,
      'Required parameter is missing',
      "Parameter 'text' is required for messages of type text.",
    );
  }
  const content = field(text, 'body');
  if (content === undefined || content === '') {
    return invalidParameter("The parameter text['body'] is required.");
  }
  if (typeof content !== 'string') return invalidParameter("Param text['body'] must be a string.");
  if ([...content].length > MAX_TEXT_CHARACTERS) {
    return invalidParameter(`Param text['body'] must be at most ${MAX_TEXT_CHARACTERS} characters long.`);
  }

  const callbackData = field(body, 'biz_opaque_callback_data');
  if (callbackData !== undefined && typeof callbackData !== 'string') {
    return invalidParameter('Param biz_opaque_callback_data must be a string.');
  }
  if (callbackData !== undefined && [...callbackData].length > MAX_CALLBACK_DATA_CHARACTERS) {
    return invalidParameter(
      `Param biz_opaque_callback_data must be at most ${MAX_CALLBACK_DATA_CHARACTERS} characters long.`,
    );
  }

  const replyTo = field(field(body, 'context'), 'message_id');
  if (replyTo !== undefined && !(typeof replyTo === 'string' && WHATSAPP_ID.test(replyTo))) {
    return refused(
      131009,
      'Parameter value is not valid',
      "Param context['message_id'] is not a valid WhatsApp message id.",
    );
  }
  return { input, to, body: content, callbackData: callbackData ?? null, replyTo: replyTo ?? null };
}

/** An absent field, null, or a field of something that has none: undefined. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name] ?? undefined;
}

function isOneOf(names: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && names.includes(value.toUpperCase());
}

function quoted(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 100 ? `${json.slice(0, 100)}…` : json;
}
