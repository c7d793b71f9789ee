import { invalidParameter, refused, type GraphFailure } from '../graph/graph-failure';

/** What Graph wants of one value of a request. */
export type Rule =
  | { is: 'text'; min: number; max: number; like?: RegExp; expected?: string }
  | { is: 'one of'; names: readonly string[] }
  | { is: 'number'; from: number; to: number }
  | { is: 'truth' }
  | { is: 'list'; min: number; max: number; each: Rule }
  | { is: 'object'; fields: Fields; also?: Also }
  | { is: 'anything' };

export type Fields = Readonly<Record<string, Rule | Optional>>;

interface Optional {
  is: 'optional';
  rule: Rule;
}

/** What one field means for another. `path` is how Graph would write where it stands. */
export type Also = (value: Readonly<Record<string, unknown>>, path: string) => GraphFailure | null;

/** How a refusal is worded: parameters of Graph's own schema have code 100, those that WhatsApp reads 131008 and 131009. */
export type Dialect = 'graph' | 'whatsapp';

export const text = (max: number, { min = 1, like, expected }: TextDetails = {}): Rule => ({
  is: 'text',
  min,
  max,
  ...(like && { like }),
  ...(expected !== undefined && { expected }),
});

interface TextDetails {
  min?: number;
  like?: RegExp;
  expected?: string;
}

export const oneOf = (...names: string[]): Rule => ({ is: 'one of', names });
export const list = (each: Rule, max: number, min = 1): Rule => ({ is: 'list', min, max, each });
export const object = (fields: Fields, also?: Also): Rule => ({
  is: 'object',
  fields,
  ...(also && { also }),
});
export const optional = (rule: Rule): Optional => ({ is: 'optional', rule });
export const number = (from: number, to: number): Rule => ({ is: 'number', from, to });
export const TRUTH: Rule = { is: 'truth' };
export const ANYTHING: Rule = { is: 'anything' };
export const ID = text(512);
export const URL_TEXT = text(2_000, { like: /^https?:\/\/\S+$/i, expected: 'a URL' });

/** A file by the id of an upload or by its address, not neither. */
export const fileReference = (more: Fields = {}): Rule =>
  object({ id: optional(text(64)), link: optional(URL_TEXT), ...more }, ({ id, link }, path) =>
    id === undefined && link === undefined
      ? missingParameter(`Parameter ${path} needs an id or a link.`)
      : null,
  );

/** The first thing that is wrong with a value, in the order of the rule; null when all is well. */
export function check(rule: Rule, value: unknown, path: string, dialect: Dialect): GraphFailure | null {
  const words = DIALECTS[dialect];
  if (value === undefined || value === null) return words.missing(path);
  switch (rule.is) {
    case 'text':
      return checkText(rule, value, path, dialect);
    case 'one of':
      return typeof value === 'string' && rule.names.includes(value)
        ? null
        : words.invalid(path, `must be one of {${rule.names.join(', ')}} - got ${quoted(value)}.`);
    case 'number':
      return isBetween(value, rule.from, rule.to)
        ? null
        : words.invalid(path, `must be a number between ${rule.from} and ${rule.to}.`);
    case 'truth':
      return typeof value === 'boolean' ? null : words.mistyped(path, 'a boolean');
    case 'list':
      return checkList(rule, value, path, dialect);
    case 'object':
      return checkObject(rule, value, path, dialect);
    case 'anything':
      return null;
  }
}

function checkText(
  { min, max, like, expected = 'valid' }: Extract<Rule, { is: 'text' }>,
  value: unknown,
  path: string,
  dialect: Dialect,
): GraphFailure | null {
  const words = DIALECTS[dialect];
  if (typeof value !== 'string') return words.mistyped(path, 'a string');
  if (value === '' && min > 0) return words.missing(path);
  // Characters as people count them; a code unit less than that cannot be too long.
  if (value.length > max && [...value].length > max)
    return words.invalid(path, `must be at most ${max} characters long.`);
  return like && !like.test(value) ? words.invalid(path, `is not ${expected}.`) : null;
}

function checkList(
  { min, max, each }: Extract<Rule, { is: 'list' }>,
  value: unknown,
  path: string,
  dialect: Dialect,
): GraphFailure | null {
  const words = DIALECTS[dialect];
  if (!Array.isArray(value)) return words.mistyped(path, 'an array');
  if (value.length < min) return words.invalid(path, `must have at least ${min} element(s).`);
  if (value.length > max) return words.invalid(path, `must have at most ${max} element(s).`);
  for (const [index, item] of value.entries()) {
    const failure = check(each, item, `${path}[${index}]`, dialect);
    if (failure) return failure;
  }
  return null;
}

function checkObject(
  { fields, also }: Extract<Rule, { is: 'object' }>,
  value: unknown,
  path: string,
  dialect: Dialect,
): GraphFailure | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return DIALECTS[dialect].mistyped(path, 'a JSON object');
  for (const [name, rule] of Object.entries(fields)) {
    const inner = field(value, name);
    if (rule.is === 'optional' && inner === undefined) continue;
    const wanted = rule.is === 'optional' ? rule.rule : rule;
    const failure = check(wanted, inner, `${path}['${name}']`, dialect);
    if (failure) return failure;
  }
  return also?.(value as Record<string, unknown>, path) ?? null;
}

/** The fields of a request's body itself, by Graph's own schema. */
export function checkFields(fields: Fields, body: unknown): GraphFailure | null {
  for (const [name, rule] of Object.entries(fields)) {
    const value = field(body, name);
    if (rule.is === 'optional' && value === undefined) continue;
    const failure = check(rule.is === 'optional' ? rule.rule : rule, value, name, 'graph');
    if (failure) return failure;
  }
  return null;
}

const DIALECTS = {
  graph: {
    missing: (path: string) => invalidParameter(`The parameter ${path} is required.`),
    invalid: (path: string, what: string) => invalidParameter(`Param ${path} ${what}`),
    mistyped: (path: string, what: string) => invalidParameter(`Param ${path} must be ${what}.`),
  },
  whatsapp: {
    missing: (path: string) => missingParameter(`Parameter ${path} is required.`),
    invalid: (path: string, what: string) => invalidValue(`Param ${path} ${what}`),
    mistyped: (path: string, what: string) => invalidParameter(`Param ${path} must be ${what}.`),
  },
} as const;

export function missingParameter(details: string): GraphFailure {
  return refused(131008, 'Required parameter is missing', details);
}

export function invalidValue(details: string): GraphFailure {
  return refused(131009, 'Parameter value is not valid', details);
}

/** An absent field, null, or a field of something that has none: undefined. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name] ?? undefined;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function quoted(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  return json.length > 100 ? `${json.slice(0, 100)}…` : json;
}

/** Graph takes numbers, and texts that are numbers. */
function isBetween(value: unknown, from: number, to: number): boolean {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  return isNumber && Number(value) >= from && Number(value) <= to;
}
