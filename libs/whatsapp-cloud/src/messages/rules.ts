import { fault, missing, type MessageFault } from './fault';

/** What is wrong with the value at `field`; nothing when it is as it should be. */
export type Rule = (value: unknown, field: string) => MessageFault[];

/** A value whose parts may be looked at by name. */
export type Parts = Readonly<Record<string, unknown>>;

interface Part {
  readonly rule: Rule;
  readonly isRequired: boolean;
}

const LONGEST_NAME_SHOWN = 64;

export const required = (rule: Rule): Part => ({ rule, isRequired: true });
export const optional = (rule: Rule): Part => ({ rule, isRequired: false });

/** All faults of one value; the first rule that fails alone decides, as the later ones build on it. */
export const first =
  (...rules: readonly Rule[]): Rule =>
  (value, field) => {
    for (const rule of rules) {
      const faults = rule(value, field);
      if (faults.length > 0) return faults;
    }
    return [];
  };

/** Text of 1 to `max` characters that is not blank. A character is a UTF-16 code unit: most emoji count as two. */
export function text({ max = Infinity, mayBeEmpty = false } = {}): Rule {
  return (value, field) => {
    if (typeof value !== 'string') return [fault(field, 'wrong_type', 'must be text')];
    if (value.length > max)
      return [fault(field, 'too_long', `may have ${atMost(max, value.length, 'character')}`)];
    if (!value.isWellFormed()) return [fault(field, 'malformed', 'has half a character')];
    if (!mayBeEmpty && value.trim() === '') return [fault(field, 'missing', 'must not be empty')];
    return [];
  };
}

/** Text of a form that `what` describes: "must be a web address". */
export const matching = (isRight: (value: string) => boolean, what: string, max?: number): Rule =>
  first(text(max === undefined ? {} : { max }), (value, field) =>
    isRight(String(value)) ? [] : [fault(field, 'malformed', `must be ${what}`)],
  );

export const flag: Rule = (value, field) =>
  typeof value === 'boolean' ? [] : [fault(field, 'wrong_type', 'must be true or false')];

export const webAddress = matching(isWebAddress, 'a web address that begins with https:// or http://');

/** One of a few words, as Meta writes them. */
export const oneOf =
  (...words: readonly string[]): Rule =>
  (value, field) => {
    if (typeof value !== 'string') return [fault(field, 'wrong_type', 'must be text')];
    return words.includes(value) ? [] : [fault(field, 'unsupported', `must be ${listed(words)}`)];
  };

/** A whole number, or with `orText` also its digits as text, as Meta takes some numbers both ways. */
export const whole =
  ({ from, to, orText = false }: { from: number; to: number; orText?: boolean }): Rule =>
  (value, field) => {
    const number = orText && typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number') return [fault(field, 'wrong_type', 'must be a whole number')];
    if (Number.isSafeInteger(number) && from <= number && number <= to) return [];
    return [fault(field, 'malformed', `must be a whole number from ${from} to ${to}`)];
  };

/** A list of `min` to `max` values; of a longer one only that is said. */
export const list =
  (rule: Rule, { min, max }: { min: number; max: number }, noun = 'entry'): Rule =>
  (value, field) => {
    if (!Array.isArray(value)) return [fault(field, 'wrong_type', 'must be a list')];
    if (value.length > max) return [fault(field, 'too_many', `may have ${atMost(max, value.length, noun)}`)];
    if (value.length < min) {
      return [fault(field, 'too_few', `must have at least ${counted(min, noun)}, and has ${value.length}`)];
    }
    return Array.from(value as unknown[], (entry, index) => rule(entry, `${field}[${index}]`)).flat();
  };

/**
 * An object of exactly these parts. A part that is undefined counts as not given, as JSON leaves it out. What hangs
 * between the parts is for `between`, which is asked even when a part is wrong.
 */
export const shape =
  (parts: Readonly<Record<string, Part>>, between?: (value: Parts, field: string) => MessageFault[]): Rule =>
  (value, field) => {
    if (!isPlainObject(value)) return [fault(field, 'wrong_type', 'must be an object')];
    const ofParts = Object.entries(parts).flatMap(([name, { rule, isRequired }]) => {
      const at = `${field}.${name}`;
      if (partOf(value, name) === undefined) return isRequired ? [missing(at)] : [];
      return rule(partOf(value, name), at);
    });
    const unknown = Object.keys(value)
      .filter((name) => !Object.hasOwn(parts, name) && partOf(value, name) !== undefined)
      .map((name) =>
        fault(`${field}.${name.slice(0, LONGEST_NAME_SHOWN)}`, 'not_allowed', 'is not known here'),
      );
    return [...ofParts, ...unknown, ...(between?.(value, field) ?? [])];
  };

/** As `shape`, for what Meta leaves open: further parts may be anything that JSON can carry. */
export const openShape =
  (parts: Readonly<Record<string, Part>>, between?: (value: Parts, field: string) => MessageFault[]): Rule =>
  (value, field) => {
    if (!isPlainObject(value)) return [fault(field, 'wrong_type', 'must be an object')];
    const known = Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(parts, name)));
    return [...shape(parts, between)(known, field), ...json(value, field)];
  };

/** Anything that JSON can carry. */
export const json: Rule = (value, field) => {
  try {
    if (JSON.stringify(value) !== undefined) return [];
  } catch {
    // A cycle, a bigint, or something that throws when it is read.
  }
  return [fault(field, 'malformed', 'must be something that JSON can carry')];
};

/** Exactly one of two parts, as in `id` or `link`. */
export const eitherOr =
  (one: string, other: string) =>
  (value: Parts, field: string): MessageFault[] => {
    const given = [one, other].filter((name) => partOf(value, name) !== undefined);
    if (given.length === 0)
      return [fault(`${field}.${one}`, 'missing', `must be given, or ${other} in its place`)];
    if (given.length === 1) return [];
    return [fault(`${field}.${other}`, 'not_allowed', `must not be given beside ${one}`)];
  };

/** A fault at every value that was there before. `at` names the place of the value with an index. */
export function repeated(values: readonly unknown[], at: (index: number) => string): MessageFault[] {
  const seen = new Set<unknown>();
  return values.flatMap((value, index) => {
    if (value === undefined || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [fault(at(index), 'duplicate', 'must be different from the ones before')];
  });
}

export function isPlainObject(value: unknown): value is Parts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The own part of that name, whatever the value is; undefined when there is none. */
export function partOf(value: unknown, name: string): unknown {
  return isPlainObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** "at most 3 buttons, and has 4" */
export const atMost = (max: number, actual: number, noun: string): string =>
  `at most ${counted(max, noun)}, and has ${actual}`;

function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${String(words.at(-1))}`;
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && ['https:', 'http:'].includes(new URL(value).protocol);
}
