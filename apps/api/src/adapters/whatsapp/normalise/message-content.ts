import { MediaReference } from '../../../messaging';
import { asId, asList, asRecord, asText, asWord, beginningOf, Json } from './reading';

const MAX_TEXT_LENGTH = 65_536;
const MAX_FILE_NAME_LENGTH = 255;
const MAX_URL_LENGTH = 4096;

export type Content = Json | undefined;

/** What stands under the key of the message's type. */
export function contentOf(message: Json, type: string): unknown {
  return Object.hasOwn(message, type) ? message[type] : undefined;
}

/** What a person would read of it in one line; null where there are no words. */
export function textOf(message: Json, type: string): string | null {
  const content = contentOf(message, type);
  const text = (WORDS.get(type) ?? captionOf)(asRecord(content) ?? {}, content);
  return text === undefined ? null : beginningOf(text, MAX_TEXT_LENGTH);
}

type Words = (content: Json, raw: unknown) => string | undefined;

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['text', ({ body }) => asText(body)],
  ['reaction', ({ emoji }) => asText(emoji)],
  ['button', ({ text }) => asText(text)],
  ['interactive', wordsOfReply],
  ['location', ({ name, address }) => asText(name) ?? asText(address)],
  ['contacts', (_content, raw) => namesOfCards(asList(raw))],
  ['order', ({ text }) => asText(text)],
  ['system', ({ body }) => asText(body)],
  ['edit', wordsOfEdit],
]);

function captionOf({ caption, filename, body }: Json): string | undefined {
  return asText(caption) ?? asText(filename) ?? asText(body);
}

/** The title of what was chosen; of the business's own interactive message (echo, history) its body. */
function wordsOfReply(content: Json): string | undefined {
  const chosen = asRecord(content.button_reply) ?? asRecord(content.list_reply);
  return (
    asText(chosen?.title) ?? asText(asRecord(content.nfm_reply)?.body) ?? asText(asRecord(content.body)?.text)
  );
}

function namesOfCards(cards: readonly unknown[]): string | undefined {
  const names = cards.flatMap((card) => asText(asRecord(asRecord(card)?.name)?.formatted_name) ?? []);
  return asText(names.join(', '));
}

/** Edits do not nest, so neither does the reading of one. */
function wordsOfEdit(content: Json): string | undefined {
  const message = asRecord(content.message) ?? {};
  const type = asText(message.type) ?? 'text';
  return type === 'edit' ? undefined : (textOf(message, type) ?? undefined);
}

/** Whatever has an id and a type of file is one, also in types that are new. */
export function mediaOf(message: Json, type: string): MediaReference[] {
  const content = asRecord(contentOf(message, type));
  const providerMediaId = asId(content?.id);
  const mimeType = asText(content?.mime_type);
  if (content === undefined || providerMediaId === undefined) return [];
  if (mimeType === undefined && !FILES.has(type)) return [];
  const url = asText(content.url);
  return [
    {
      kind: type === 'audio' && content.voice === true ? 'voice' : type,
      providerMediaId,
      mimeType: asWord(mimeType) ?? null,
      sha256: asWordOf(content.sha256, 128),
      fileName: asWordOf(content.filename, MAX_FILE_NAME_LENGTH),
      url: url !== undefined && url.length <= MAX_URL_LENGTH ? url : null,
    },
  ];
}

const FILES = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

function asWordOf(value: unknown, maxLength: number): string | null {
  const text = asText(value);
  return text === undefined ? null : beginningOf(text, maxLength);
}

/** The message that this one changes or speaks about. */
export function targetOf(message: Json, type: string): string | null {
  const key = TARGETS.get(type);
  if (key === undefined) return null;
  return asId(asRecord(contentOf(message, type))?.[key]) ?? null;
}

const TARGETS: ReadonlyMap<string, string> = new Map([
  ['reaction', 'message_id'],
  ['edit', 'original_message_id'],
  ['revoke', 'original_message_id'],
]);

export function replyTargetOf(message: Json): string | null {
  return asId(asRecord(message.context)?.id) ?? null;
}

export function forwardedOf(message: Json): 'once' | 'often' | null {
  const context = asRecord(message.context);
  if (context?.frequently_forwarded === true) return 'often';
  return context?.forwarded === true ? 'once' : null;
}
