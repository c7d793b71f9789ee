import { MessageCard } from '../../../messaging';
import { asList, asRecord } from '../normalise/reading';
import { asLine } from './showing';

/** WhatsApp's own limit is 257. */
const MAX_CARDS = 300;
const MAX_OF_EACH = 20;

export function cardsOf(content: unknown): MessageCard[] {
  return asList(content)
    .slice(0, MAX_CARDS)
    .flatMap((raw) => {
      const card = asRecord(raw);
      if (card === undefined) return [];
      return {
        name: asLine(asRecord(card.name)?.formatted_name),
        phones: each(card.phones, 'phone', 'wa_id'),
        emails: each(card.emails, 'email'),
      };
    });
}

/** The first of these keys that each member of the list has. */
function each(list: unknown, ...keys: string[]): string[] {
  return asList(list)
    .slice(0, MAX_OF_EACH)
    .flatMap((raw) => {
      const record = asRecord(raw) ?? {};
      const [first] = keys.flatMap((key) => asLine(record[key]) ?? []);
      return first ?? [];
    });
}
