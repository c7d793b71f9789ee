import { invalidParameter, type GraphFailure } from '../../graph/graph-failure';
import { textOrNull } from '../../sends/parameter';
import { checkButtons } from './buttons';
import { checkBody, checkHeader, checkTypes, partOf, type HandleTypes } from './components';
import type { Part } from './draft';
import { templateRefusal } from './template-refusal';
import type { Format } from './texts';

const MIN_CARDS = 2;
const MAX_CARDS = 10;
const MAX_BUTTONS = 2;
const BODY_CHARACTERS = 160;
const HEADERS = ['IMAGE', 'VIDEO', 'PRODUCT'];

interface Card {
  components: readonly Part[];
}

/** Facts E: two to ten cards that are all built alike, each with a picture, a video or a product above. */
export function checkCarousel(part: Part, format: Format, handles: HandleTypes): GraphFailure | null {
  const given = part['cards'];
  if (!Array.isArray(given)) return invalidParameter('The parameter cards is required.');
  const cards = given as readonly Card[];
  if (cards.length < MIN_CARDS || cards.length > MAX_CARDS)
    return templateRefusal(
      null,
      'Invalid number of cards',
      `A carousel has ${MIN_CARDS} to ${MAX_CARDS} cards, not ${cards.length}.`,
    );
  for (const card of cards) {
    const failure = checkCard(card, format, handles);
    if (failure) return failure;
  }
  return new Set(cards.map(structureOf)).size === 1
    ? null
    : templateRefusal(null, 'Cards must be alike', 'All cards of a carousel must have the same components.');
}

function checkCard(card: Card, format: Format, handles: HandleTypes): GraphFailure | null {
  const failure = checkTypes(card.components, ['HEADER', 'BODY', 'BUTTONS']);
  if (failure) return failure;
  const [header, body, buttons] = ['HEADER', 'BODY', 'BUTTONS'].map((type) => partOf(card, type));
  if (header === undefined || !HEADERS.includes(textOrNull(header['format']) ?? ''))
    return templateRefusal(
      'header',
      'Header missing',
      `A card needs a header of one of {${HEADERS.join(', ')}}.`,
    );
  const isProduct = header['format'] === 'PRODUCT';
  return (
    (isProduct ? null : checkHeader(header, format, handles)) ??
    (body ? checkBody(body, format, BODY_CHARACTERS) : null) ??
    (buttons ? checkButtons(buttons, format, MAX_BUTTONS) : null)
  );
}

/** What must be the same for all cards: the components, the header's format, and the kinds of buttons in order. */
function structureOf({ components }: Card): string {
  const kinds = components.map(({ type, format, buttons }) => {
    const types = Array.isArray(buttons) ? buttons.map((button: { type?: unknown }) => button.type) : [];
    return [type, type === 'HEADER' ? format : null, types];
  });
  return JSON.stringify(kinds.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}
