import { MessageElement } from '../communication-adapter';

type Received = Pick<MessageElement, 'type' | 'text'>;

const ANSWERED_MINUTES = 15;
/** They are over, or answered by taking them. */
const CALLS = ['call', 'call_end'];

/**
 * Only what a person has just written to us, as it happens: not what the provider tells late, not the past, not what
 * the business wrote itself or another app answers, nothing in a group, nothing that only changes another message.
 */
export function isAnswered(
  { direction, origin, author, correspondent, type, targetProviderMessageId }: MessageElement,
  occurredAt: Date,
  now: Date,
): boolean {
  const ageMs = now.getTime() - occurredAt.getTime();
  return (
    direction === 'inbound' &&
    origin === 'live' &&
    author === null &&
    correspondent.identities[0].kind !== 'group' &&
    targetProviderMessageId === null &&
    !CALLS.includes(type) &&
    ageMs < ANSWERED_MINUTES * 60_000
  );
}

/** WhatsApp takes 4,096 characters; a longer echo keeps its beginning. */
const MAX_TEXT_LENGTH = 4096;

/** The sentence that answers a received message, at the given time. */
export function echoOf(message: Received, at: Date): string {
  const time = at.toISOString();
  if (message.type === 'text' && message.text !== null) {
    return shortened(`Message received at ${time}: ${message.text}`);
  }
  return `${NOUNS.get(message.type) ?? 'Message of an unknown type'} received at ${time}.`;
}

const NOUNS = new Map(
  Object.entries({
    text: 'Empty message',
    image: 'Image',
    video: 'Video',
    audio: 'Audio message',
    voice: 'Voice message',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Location',
    contacts: 'Contact card',
    reaction: 'Reaction',
    button: 'Button reply',
    interactive: 'Interactive reply',
    order: 'Order',
    system: 'System message',
    unsupported: 'Message of an unsupported type',
  }),
);

/** Never cuts a character in half. */
function shortened(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  const kept = text.slice(0, MAX_TEXT_LENGTH - 1);
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}
