import { ENVELOPE_LIMITS, envelopeOf, type OutgoingMessage } from './messages/envelope';
import { InvalidMessage } from './messages/invalid-message';
import { TEXT_LIMITS } from './messages/text';

export const MAX_TEXT_CHARACTERS = TEXT_LIMITS.bodyCharacters;
export const MAX_CALLBACK_DATA_CHARACTERS = ENVELOPE_LIMITS.callbackDataCharacters;

/** A text to a phone number: the shortest way to say the most common {@link OutgoingMessage}. */
export interface TextMessage {
  /** The recipient's phone number in international form; `+`, spaces, dots, hyphens and parentheses are tolerated. */
  to: string;
  /** 1 to 4096 characters, counted as UTF-16 code units. */
  body: string;
  previewUrl?: boolean;
  /** At most 512 characters; Meta returns it as `biz_opaque_callback_data` in every status of this message. */
  callbackData?: string;
  /** The wamid of the message that this one answers. */
  replyTo?: string;
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

export function outgoingText({ to, body, previewUrl, callbackData, replyTo }: TextMessage): OutgoingMessage {
  return {
    recipient: { kind: 'phone', value: to },
    type: 'text',
    body: { body, preview_url: previewUrl ?? false },
    ...(replyTo === undefined ? {} : { replyToMessageId: replyTo }),
    ...(callbackData === undefined ? {} : { callbackData }),
  };
}

/** The body of `POST /{phone-number-id}/messages`. Throws InvalidMessage, whose field is the one of TextMessage. */
export function textEnvelope(message: TextMessage): TextEnvelope {
  return inWordsOfTexts(() => envelopeOf(outgoingText(message)) as unknown as TextEnvelope);
}

const FIELDS: Readonly<Record<string, keyof TextMessage>> = {
  'recipient.value': 'to',
  'text.body': 'body',
  'text.preview_url': 'previewUrl',
  replyToMessageId: 'replyTo',
};

function inWordsOfTexts<Result>(make: () => Result): Result {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof InvalidMessage)) throw error;
    const [first, ...more] = error.faults.map((one) => ({ ...one, field: FIELDS[one.field] ?? one.field }));
    throw first ? InvalidMessage.of([first, ...more]) : error;
  }
}
