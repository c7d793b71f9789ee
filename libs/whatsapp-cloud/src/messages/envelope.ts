import { checkMessage } from './check-message';
import { fault, type MessageFault } from './fault';
import { InvalidMessage } from './invalid-message';
import { partOf, text } from './rules';

/** Meta's send reference, the envelope (facts: cloud-api.md B1). In UTF-16 code units. */
export const ENVELOPE_LIMITS = { callbackDataCharacters: 512 } as const;

/** One message as it is to be sent. */
export interface OutgoingMessage {
  /**
   * - `phone`: in international form; a plus, spaces, dots, hyphens and parentheses are tolerated
   * - `bsuid`: Meta's id of a person for a business, or for its parent, e.g. `US.13491208655302741918`
   * - `group`: the group's id
   */
  readonly recipient: { readonly kind: 'phone' | 'bsuid' | 'group'; readonly value: string };
  /** As Meta names it: `text`, `image`, `interactive`, `template`... */
  readonly type: string;
  /** In Meta's own shape: what the envelope has under the type's name. */
  readonly body: unknown;
  /** The wamid of the message that this one answers. A reaction names its message in its body instead. */
  readonly replyToMessageId?: string;
  /** At most 512 characters; Meta returns it as `biz_opaque_callback_data` in every status of this message. */
  readonly callbackData?: string;
}

const callbackDataRule = text({ max: ENVELOPE_LIMITS.callbackDataCharacters });
const idRule = text();

/**
 * The body of `POST /{phone-number-id}/messages`.
 * Throws InvalidMessage with all faults; those beside the message's own are at `recipient.value`, `type`,
 * `replyToMessageId` and `callbackData`.
 */
export function envelopeOf(message: OutgoingMessage): Record<string, unknown> {
  const [firstFault, ...more] = faultsOf(message);
  if (firstFault) throw InvalidMessage.of([firstFault, ...more]);
  const { type, body, replyToMessageId, callbackData } = message;
  return {
    messaging_product: 'whatsapp',
    ...addressOf(message.recipient),
    type,
    [type]: body,
    ...(replyToMessageId === undefined ? {} : { context: { message_id: replyToMessageId } }),
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
  };
}

function faultsOf({
  recipient,
  type,
  body,
  replyToMessageId,
  callbackData,
}: OutgoingMessage): MessageFault[] {
  return [
    ...recipientFaults(recipient),
    ...checkMessage(type, body),
    ...(replyToMessageId === undefined ? [] : idRule(replyToMessageId, 'replyToMessageId')),
    ...(replyToMessageId !== undefined && type === 'reaction'
      ? [fault('replyToMessageId', 'not_allowed', 'must not be given with a reaction')]
      : []),
    ...(callbackData === undefined ? [] : callbackDataRule(callbackData, 'callbackData')),
  ];
}

function recipientFaults(recipient: OutgoingMessage['recipient']): MessageFault[] {
  const field = 'recipient.value';
  const value = partOf(recipient, 'value');
  if (typeof value !== 'string') return [fault(field, 'wrong_type', 'must be text')];
  const malformed = (what: string): MessageFault[] => [fault(field, 'malformed', `is not ${what}`)];
  switch (recipient.kind) {
    case 'phone':
      return /^[1-9]\d{4,14}$/.test(digitsOf(value)) ? [] : malformed('an international phone number');
    case 'bsuid':
      return /^[A-Z]{2}(\.[A-Za-z0-9]{1,128}){1,2}$/.test(value) ? [] : malformed("Meta's id of a person");
    case 'group':
      return /^[\w.@=+/-]{1,256}$/.test(value) ? [] : malformed("a group's id");
    default:
      return [fault('recipient.kind', 'unsupported', 'must be phone, bsuid or group')];
  }
}

/** Meta puts the business number's country code before a number without `+`, so we always send one. */
function addressOf({ kind, value }: OutgoingMessage['recipient']): Record<string, string> {
  if (kind === 'bsuid') return { recipient_type: 'individual', recipient: value };
  if (kind === 'group') return { recipient_type: 'group', to: value };
  return { recipient_type: 'individual', to: `+${digitsOf(value)}` };
}

const digitsOf = (phone: string): string => phone.replace(/^\+|[\s().-]/g, '');
