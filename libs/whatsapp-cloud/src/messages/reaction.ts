import { fault } from './fault';
import { first, required, type Rule, shape, text } from './rules';

/** Meta's message reference, "reaction" (facts: cloud-api.md B2). */
export const REACTION_LIMITS = {
  /** As people see them: a family of four is one. */
  emoji: 1,
  /** Ours, so that nothing endless is looked at: the longest emoji there is has fewer than half as many code units. */
  codeUnits: 64,
} as const;

const characters = new Intl.Segmenter();

/** One emoji; an empty text takes the reaction back. */
const emoji: Rule = first(text({ max: REACTION_LIMITS.codeUnits, mayBeEmpty: true }), (value, field) => {
  const seen = Array.from(characters.segment(String(value)), ({ segment }) => segment);
  const isEmoji = seen.length <= REACTION_LIMITS.emoji && seen.every((one) => /\p{Emoji}/u.test(one));
  return isEmoji ? [] : [fault(field, 'malformed', 'must be one emoji, or empty to take the reaction back')];
});

export const reactionRule: Rule = shape({ message_id: required(text()), emoji: required(emoji) });
