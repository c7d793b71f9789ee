import { contactsRule } from './contacts';
import { fault, type MessageFault } from './fault';
import { interactiveRule } from './interactive';
import { locationRule } from './location';
import { mediaRules } from './media';
import { reactionRule } from './reaction';
import type { Rule } from './rules';
import { templateRule } from './template';
import { textRule } from './text';

const rules: Readonly<Record<string, Rule>> = {
  text: textRule,
  ...mediaRules,
  location: locationRule,
  contacts: contactsRule,
  reaction: reactionRule,
  interactive: interactiveRule,
  template: templateRule,
};

/** The message types that can be sent, as Meta names them. */
export const MESSAGE_TYPES: readonly string[] = Object.keys(rules);

/**
 * What Graph is certain to refuse in a message, found before any call; an empty list when it finds nothing. `body` is
 * in Meta's own shape, what the envelope has under the type's name. Never throws, whatever the value. A character is a
 * UTF-16 code unit, so that most emoji count as two: Meta does not say what it counts.
 */
export function checkMessage(type: string, body: unknown): MessageFault[] {
  const rule = Object.hasOwn(rules, type) ? rules[type] : undefined;
  if (rule === undefined) return [fault('type', 'unsupported', 'is not a type of message that can be sent')];
  if (body === undefined || body === null) return [fault(type, 'missing', 'must be given')];
  try {
    return rule(body, type);
  } catch {
    // Something that throws when it is looked at: JSON has no such thing.
    return [fault(type, 'malformed', 'cannot be read')];
  }
}
