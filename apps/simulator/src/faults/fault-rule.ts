import { phoneDigits } from '../settings';
import { ANSWER_FAULTS, STATUS_FAULTS, type Effect } from './effect';

/** Something that goes wrong, for whom and how often. */
export interface FaultRule {
  id: string;
  when: FaultCondition;
  then: Effect;
}

/** All of it must hold; an empty one holds for every send. One with `call` holds for calls that are no sends. */
export interface FaultCondition {
  /** A part of the path behind the version, such as `message_templates`; empty: of every call. */
  call?: string;
  method?: string;
  phoneNumberId?: string;
  /** The recipient's digits or id. */
  to?: string;
  /** Of the sends that fit, by chance but the same for the same seed. */
  share?: number;
  /** So many sends, then never again. */
  next?: number;
}

export interface FaultRequest {
  seed: number;
  rules: FaultRule[];
}

/** What cannot be meant, by rule; null when all is well. The schema has checked the shape. */
export function faultsOfRules(rules: readonly FaultRule[]): string | null {
  if (new Set(rules.map(({ id }) => id)).size < rules.length) return 'rules: two rules have the same id';
  for (const { id, when, then } of rules) {
    if (then.answer === 'error' && then.code === undefined) return `rules: ${id}: then.code is missing`;
    if (then.answer === 'reset_before_reading' && when.to !== undefined)
      return `rules: ${id}: when.to is not known before the body is read`;
    if (when.call === undefined && when.method !== undefined)
      return `rules: ${id}: when.method is of a call; when.call is missing`;
    if (when.call !== undefined && (when.to !== undefined || then.answer === 'reset_before_reading'))
      return `rules: ${id}: that can only be said of sends`;
    if (Object.keys(then).length === 0) return `rules: ${id}: then says nothing`;
  }
  return null;
}

/** With the recipient as Graph knows them. */
export function normalised(rule: FaultRule): FaultRule {
  const { to } = rule.when;
  return to === undefined ? rule : { ...rule, when: { ...rule.when, to: phoneDigits(to) ?? to } };
}

const strict = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  required,
  propertyNames: { enum: Object.keys(properties) },
  properties,
});
const count = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });

const when = strict({
  call: { type: 'string', maxLength: 256 },
  method: { enum: ['GET', 'POST', 'DELETE'] },
  phoneNumberId: { type: 'string', pattern: '^\\d{1,32}$' },
  to: { type: 'string', minLength: 1, maxLength: 256 },
  share: { type: 'number', minimum: 0, maximum: 1 },
  next: count(1, 1_000_000_000),
});

const then = strict({
  latencyMs: count(0, 600_000),
  answer: { enum: Object.keys(ANSWER_FAULTS) },
  status: count(200, 599),
  code: count(0, 10_000_000),
  accepts: { type: 'boolean' },
  statuses: { enum: Object.keys(STATUS_FAULTS) },
  statusDelayMs: count(0, 86_400_000),
  asyncFailure: count(0, 10_000_000),
  webhookRetries: count(1, 100),
});

const rule = strict({ id: { type: 'string', minLength: 1, maxLength: 100 }, when, then }, [
  'id',
  'when',
  'then',
]);

/** A misspelt name is refused, not ignored. */
export const faultRequest = strict(
  {
    seed: { ...count(0, 2 ** 32 - 1), default: 1 },
    rules: { type: 'array', maxItems: 1_000, items: rule },
  },
  ['rules'],
);
