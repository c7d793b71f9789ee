import { entriesOf, partOf } from './rules';

const NAMES_SHOWN = 3;

/**
 * What a person reads of a message, in one line, for a list of conversations: null when it has no words. `body` is in
 * Meta's own shape. Never throws, whatever the value. The line may be as long as the text is.
 */
export function wordsOf(type: string, body: unknown): string | null {
  try {
    return oneLine(wordsByType(type, body));
  } catch {
    return null;
  }
}

function wordsByType(type: string, body: unknown): unknown {
  switch (type) {
    case 'text':
      return partOf(body, 'body');
    case 'image':
    case 'video':
      return partOf(body, 'caption');
    case 'document':
      return orElse(partOf(body, 'caption'), partOf(body, 'filename'));
    case 'location':
      return orElse(partOf(body, 'name'), partOf(body, 'address'));
    case 'contacts':
      return namesIn(body);
    case 'reaction':
      return partOf(body, 'emoji');
    case 'interactive':
      return orElse(partOf(partOf(body, 'body'), 'text'), partOf(partOf(body, 'header'), 'text'));
    case 'template':
      return bracketed(partOf(body, 'name'));
    default:
      return null;
  }
}

function namesIn(contacts: unknown): string {
  const names = entriesOf(contacts)
    .slice(0, NAMES_SHOWN)
    .map((contact) => oneLine(partOf(partOf(contact, 'name'), 'formatted_name')))
    .filter((name) => name !== null);
  const more = entriesOf(contacts).length > NAMES_SHOWN ? ', …' : '';
  return names.join(', ') + more;
}

const orElse = (one: unknown, other: unknown): unknown => (oneLine(one) === null ? other : one);

const bracketed = (name: unknown): string | null => (oneLine(name) === null ? null : `[${oneLine(name)}]`);

function oneLine(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value.replace(/\s+/g, ' ').trim();
  return line === '' ? null : line;
}
