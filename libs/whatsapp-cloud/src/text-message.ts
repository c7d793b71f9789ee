export const MAX_TEXT_CHARACTERS = 4096;
export const MAX_CALLBACK_DATA_CHARACTERS = 512;

export interface TextMessage {
  /** The recipient's phone number in international form; `+`, spaces, dots, hyphens and parentheses are tolerated. */
  to: string;
  /** 1 to 4096 characters. */
  body: string;
  previewUrl?: boolean;
  /** At most 512 characters; Meta returns it as `biz_opaque_callback_data` in every status of this message. */
  callbackData?: string;
  /** The wamid of the message that this one answers. */
  replyTo?: string;
}

/** A message that Graph is certain to refuse, found before any call. The text never repeats the value. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';

  constructor(
    readonly field: keyof TextMessage | 'phoneNumberId' | 'accessToken',
    reason: string,
  ) {
    super(`${field}: ${reason}`);
  }
}

export interface TextEnvelope {
  messaging_product: 'whatsapp';
  recipient_type: 'individual';
  to: string;
  type: 'text';
  text: { body: string; preview_url: boolean };
  context?: { message_id: string };
  biz_opaque_callback_data?: string;
}

/** The body of `POST /{phone-number-id}/messages`. Throws InvalidMessage. */
export function textEnvelope(message: TextMessage): TextEnvelope {
  if (message.body.trim() === '') throw new InvalidMessage('body', 'is empty');
  if (isLongerThan(MAX_TEXT_CHARACTERS, message.body)) {
    throw new InvalidMessage('body', `is longer than ${MAX_TEXT_CHARACTERS} characters`);
  }
  if (
    message.callbackData !== undefined &&
    isLongerThan(MAX_CALLBACK_DATA_CHARACTERS, message.callbackData)
  ) {
    throw new InvalidMessage('callbackData', `is longer than ${MAX_CALLBACK_DATA_CHARACTERS} characters`);
  }
  if (message.replyTo === '') throw new InvalidMessage('replyTo', 'is empty');
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: internationalNumber(message.to),
    type: 'text',
    text: { body: message.body, preview_url: message.previewUrl ?? false },
    ...(message.replyTo === undefined ? {} : { context: { message_id: message.replyTo } }),
    ...(message.callbackData === undefined ? {} : { biz_opaque_callback_data: message.callbackData }),
  };
}

/** Meta puts the business number's country code before a number without `+`, so we always send one. */
function internationalNumber(phone: string): string {
  const digits = phone.replace(/^\+|[\s().-]/g, '');
  if (!/^[1-9]\d{4,14}$/.test(digits)) throw new InvalidMessage('to', 'is not an international phone number');
  return `+${digits}`;
}

/** Counts code points: Meta does not say what a character is, and of the two readings this one never refuses what Meta takes. */
function isLongerThan(limit: number, text: string): boolean {
  if (text.length <= limit) return false;
  if (text.length > 2 * limit) return true;
  return [...text].length > limit;
}
