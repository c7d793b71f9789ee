import { callToAction, productAction } from './interactive-actions';
import { INTERACTIVE_LIMITS as LIMITS } from './interactive-limits';
import { fault, missing, type MessageFault } from './fault';
import {
  atMost,
  entriesOf,
  first,
  list,
  oneOf,
  optional,
  partOf,
  type Parts,
  repeated,
  required,
  type Rule,
  shape,
  text,
  whole,
} from './rules';

/** Meta's message reference, "carousel": pictures or videos with a link each, or products (facts: cloud-api.md B3). */
export function carouselRule(header: Rule, body: (max: number) => Rule): Rule {
  const cards = cardsOf(header);
  return shape({
    type: required(oneOf('carousel')),
    body: required(body(LIMITS.bodyCharacters)),
    action: required(
      shape(
        { cards: required(list(cards, { min: LIMITS.cardsAtLeast, max: LIMITS.cards }, 'card')) },
        alikeAndInOrder,
      ),
    ),
  });
}

function cardsOf(header: Rule): Rule {
  const cardIndex = required(whole({ from: 0, to: LIMITS.lastCardIndex }));
  const cardText = first(text({ max: LIMITS.cardBodyCharacters }), (value, field) => {
    const breaks = String(value).split('\n').length - 1;
    if (breaks <= LIMITS.cardBodyLineBreaks) return [];
    return [fault(field, 'too_long', `may have ${atMost(LIMITS.cardBodyLineBreaks, breaks, 'line break')}`)];
  });
  const kinds: Readonly<Record<string, Rule>> = {
    cta_url: shape({
      card_index: cardIndex,
      type: required(oneOf('cta_url')),
      header: required(header),
      body: optional(shape({ text: required(cardText) })),
      action: required(callToAction),
    }),
    product: shape({
      card_index: cardIndex,
      type: required(oneOf('product')),
      action: required(productAction),
    }),
  };
  return (value, field) => {
    const type = partOf(value, 'type');
    if (typeof value !== 'object' || value === null) return [fault(field, 'wrong_type', 'must be an object')];
    if (type === undefined) return [missing(`${field}.type`)];
    const rule = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return rule ? rule(value, field) : oneOf(...Object.keys(kinds))(type, `${field}.type`);
  };
}

/** Each card has an index of its own; all are of one kind, and have the same kind of header. */
function alikeAndInOrder(action: Parts, field: string): MessageFault[] {
  const cards = entriesOf(action.cards).slice(0, LIMITS.cards);
  const at = (index: number, name: string): string => `${field}.cards[${index}].${name}`;
  const indexes = cards.map((card) => partOf(card, 'card_index'));
  return [
    ...repeated(indexes, (index) => at(index, 'card_index')),
    ...different(
      cards.map((card) => partOf(card, 'type')),
      (index) => at(index, 'type'),
    ),
    ...different(
      cards.map((card) => partOf(partOf(card, 'header'), 'type')),
      (index) => at(index, 'header.type'),
    ),
  ];
}

function different(values: readonly unknown[], at: (index: number) => string): MessageFault[] {
  const given = values.find((value) => value !== undefined);
  return values.flatMap((value, index) =>
    value === undefined || value === given
      ? []
      : [fault(at(index), 'not_allowed', 'must be the same on all cards')],
  );
}
