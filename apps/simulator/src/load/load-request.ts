import { MESSAGE_TYPES, type MessageType } from '../emission/message-types';
import { PERSON_EVENT_TYPES, type PersonEventType } from '../emission/person-events';

/** What a load is made of beside messages and news of people: statuses of foreign messages, news of the account, and what nobody can use. */
export const OTHER_KINDS = ['status', 'account', 'unknown_number', 'nonsense'] as const;

export type LoadKind = MessageType | PersonEventType | (typeof OTHER_KINDS)[number];

export interface LoadRequest {
  seed: number;
  /** People of each number; phone numbers from +1999… on, which no other feature uses. */
  people: number;
  eventsPerSecond: number;
  /** Emitted at random moments, or evenly. */
  arrivals: 'poisson' | 'fixed';
  /** Ends the load when so many events were emitted, not counting duplicates. */
  total: number;
  batchMin: number;
  batchMax: number;
  /** Share of the events that come again, once or more, in other webhooks up to 5 s later. */
  duplicates: number;
  /** A webhook is held back by up to so many milliseconds, so that later ones overtake it. */
  reorder: number;
  /** Share of the people who wait until Meta has handed over their last message before they write the next. */
  patient: number;
  /** How often each kind comes, as weights. */
  kinds: Partial<Record<LoadKind, number>>;
}

const share = (value: number) => ({ type: 'number', minimum: 0, maximum: 1, default: value });
const count = (value: number, maximum: number) => ({ type: 'integer', minimum: 1, maximum, default: value });

const weight = { type: 'number', minimum: 0, maximum: 1_000_000 };

const properties = {
  seed: { type: 'integer', minimum: 0, maximum: 2 ** 32 - 1, default: 1 },
  people: count(100, 100_000),
  eventsPerSecond: { type: 'number', exclusiveMinimum: 0, maximum: 5_000, default: 50 },
  arrivals: { enum: ['poisson', 'fixed'], default: 'poisson' },
  total: count(1_000, 10_000_000),
  batchMin: count(1, 1_000),
  batchMax: count(1, 1_000),
  duplicates: share(0),
  reorder: { type: 'integer', minimum: 0, maximum: 60_000, default: 0 },
  patient: share(0.5),
  kinds: {
    type: 'object',
    default: { text: 1 },
    minProperties: 1,
    propertyNames: { enum: [...MESSAGE_TYPES, ...PERSON_EVENT_TYPES, ...OTHER_KINDS] },
    additionalProperties: weight,
  },
};

/** A misspelt name is refused, not ignored: who asks for `duplicate` would believe in what they did not get. */
export const loadRequest = { type: 'object', propertyNames: { enum: Object.keys(properties) }, properties };
