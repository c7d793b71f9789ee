import { MessageCall, MessageContent, MessageReferral, StoredContent } from '../../../messaging';
import { asId, asList, asRecord, asText, asWord, Json } from '../normalise/reading';
import { cardsOf } from './cards';
import { interactiveOf } from './interactive';
import { locationOf } from './location';
import { orderOf } from './order';
import { asLine, asUrl } from './showing';

const NOTHING: MessageContent = {
  location: null,
  contacts: null,
  order: null,
  interactive: null,
  referral: null,
  call: null,
  unsupported: null,
  system: null,
};

type Part = (content: unknown, message: Json) => Partial<MessageContent>;

/** What there is to show of each type; of those without a part, the words and the files are all. */
const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['location', (content) => ({ location: locationOf(content) })],
  ['contacts', (content) => ({ contacts: cardsOf(content) })],
  ['order', (content) => ({ order: orderOf(content) })],
  ['interactive', (content) => ({ interactive: interactiveOf(content) })],
  ['button', buttonOf],
  ['system', systemOf],
  ['call', (_content, message) => ({ call: callOf(message) })],
  ['call_end', (_content, message) => ({ call: callOf(message) })],
]);

const WORDS_AND_FILES = new Set([
  ...['text', 'image', 'video', 'audio', 'voice', 'document', 'sticker', 'reaction', 'edit', 'revoke'],
  ...['media_placeholder', 'request_welcome'],
]);

/** Of a stored message, whatever it says of itself. */
export function contentOf({ type, payload }: StoredContent): MessageContent | null {
  const message = asRecord(payload) ?? {};
  const content = Object.hasOwn(message, type) ? message[type] : undefined;
  const part = PARTS.get(type);
  const found: MessageContent = {
    ...NOTHING,
    ...part?.(content, message),
    referral: referralOf(message),
    unsupported: unsupportedOf(type, content, message),
  };
  return Object.values(found).some((one) => one !== null) ? found : null;
}

function buttonOf(content: unknown): Partial<MessageContent> {
  const button = asRecord(content);
  if (button === undefined) return {};
  const title = asLine(button.text);
  return {
    interactive: { kind: 'button', title, id: asLine(button.payload), description: null, responses: null },
  };
}

function systemOf(content: unknown): Partial<MessageContent> {
  const kind = asWord(asRecord(content)?.type);
  return { system: kind === undefined ? null : { kind } };
}

function callOf(message: Json): MessageCall {
  const seconds = Number(message.duration ?? Number.NaN);
  return {
    status: asWord(message.status) ?? null,
    durationSeconds: Number.isSafeInteger(seconds) && seconds >= 0 ? seconds : null,
  };
}

function referralOf(message: Json): MessageReferral | null {
  const referral = asRecord(message.referral);
  if (referral === undefined) return null;
  return {
    kind: asWord(referral.source_type) ?? null,
    id: asId(referral.source_id) ?? null,
    url: asUrl(referral.source_url),
    headline: asLine(referral.headline),
    body: asLine(referral.body),
    imageUrl: asUrl(referral.image_url) ?? asUrl(referral.thumbnail_url),
  };
}

/** A type that we do not know, or a message that came without what it is about. */
function unsupportedOf(type: string, content: unknown, message: Json): MessageContent['unsupported'] {
  const isFile =
    asId(asRecord(content)?.id) !== undefined && asText(asRecord(content)?.mime_type) !== undefined;
  const isKnown = PARTS.has(type) || WORDS_AND_FILES.has(type) || isFile;
  const [error] = asList(message.errors);
  if (isKnown && (content !== undefined || error === undefined)) return null;
  const kind = type === 'unsupported' ? asRecord(message.unsupported)?.type : type;
  return { kind: asWord(kind) ?? null, reason: reasonOf(error) };
}

function reasonOf(error: unknown): string | null {
  const { error_data: data, details, message, title } = asRecord(error) ?? {};
  return asLine(asRecord(data)?.details) ?? asLine(details) ?? asLine(message) ?? asLine(title);
}
