import { Fault, invalidInput, Problem } from '../../kernel/problem';

/** Deeper than any input of ours, and shallow enough for whatever walks it by calling itself. */
const MAX_DEPTH = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The JSON object that these bytes are; undefined for none. Of a key that is there twice, the last one counts.
 * Refused although it is JSON: what would become a prototype, numbers that a double cannot hold exactly, text that
 * PostgreSQL cannot store (NUL, halves of surrogate pairs), and nesting without end.
 * @throws Problem 400 malformed_json or invalid_input
 */
export function readJsonObject(bytes: Uint8Array): object | undefined {
  if (bytes.length === 0) return undefined;
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused('', 'isObject', 'The body must be a JSON object.');
  }
  assertHarmless(value);
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new Problem(400, 'malformed_json', 'The request body is not valid JSON.');
  }
}

type Place = readonly [value: unknown, pointer: string, depth: number];

/** Without calling itself: the nesting is not ours. */
function assertHarmless(root: object): void {
  const open: Place[] = [[root, '', 1]];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const [value, pointer, depth] = place;
    const fault = faultOf(value, pointer);
    if (fault !== undefined) throw invalidInput([fault]);
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) throw refused(pointer, 'max_depth', `Nested deeper than ${MAX_DEPTH} levels.`);
    for (const [key, part] of Object.entries(value)) {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (isPrototype(key, part)) throw refused(at, 'forbidden_key', 'This key is not allowed.');
      if (!isStorable(key)) throw refused(pointer, 'unstorable_text', UNSTORABLE);
      open.push([part, at, depth + 1]);
    }
  }
}

const UNSTORABLE = 'Text must not contain NUL or half of a surrogate pair.';

function faultOf(value: unknown, pointer: string): Fault | undefined {
  if (typeof value === 'string' && !isStorable(value)) {
    return { pointer, code: 'unstorable_text', detail: UNSTORABLE };
  }
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return { pointer, code: 'unsafe_number', detail: 'This number is too large.' };
  }
  return undefined;
}

/** `{"__proto__": ...}` and `{"constructor": {"prototype": ...}}`, for whoever copies objects key by key. */
function isPrototype(key: string, value: unknown): boolean {
  if (key === '__proto__') return true;
  return (
    key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype')
  );
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

function refused(pointer: string, code: string, detail: string): Problem {
  return invalidInput([{ pointer, code, detail }]);
}
