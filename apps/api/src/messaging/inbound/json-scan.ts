/** Meta's own webhooks are nested less than half as deep, and a history of 3 MB has about 150,000 values. */
export const MAX_DEPTH = 32;
export const MAX_VALUES = 200_000;
/** Of one object. Meta's have about ten; very many take long to tell apart. */
export const MAX_MEMBERS = 2_000;
/** Numbers that a double cannot hold: a few ids in a webhook. */
export const MAX_LARGE_NUMBERS = 10_000;

export class JsonLimit extends Error {}

/** Bytes `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;
const OPENING_LIST = 0x5b;
const OPENING_OBJECT = 0x7b;
const CLOSING_LIST = 0x5d;
const CLOSING_OBJECT = 0x7d;

/**
 * Goes through the bytes of a JSON text once, before anybody parses it, and answers where it has numbers that a double
 * cannot hold. What is not JSON is left for the parser to say.
 * @throws JsonLimit for what is nested too deep or holds too much
 */
export function scanJson(body: Buffer): Span[] {
  const numbers: Span[] = [];
  const nesting = new Nesting();
  for (let index = 0; index < body.length; index++) {
    const byte = body[index] as number;
    if (byte === QUOTE) index = endOfText(body, index + 1);
    else if (byte === COMMA) nesting.next();
    else if (byte === OPENING_LIST || byte === OPENING_OBJECT) nesting.open(byte === OPENING_OBJECT);
    else if (byte === CLOSING_LIST || byte === CLOSING_OBJECT) {
      if (!nesting.close()) return numbers;
    } else if (isDigit(byte) || byte === MINUS) {
      const end = endOfNumber(body, index + 1);
      if (!fitsDouble(body, index, end) && !isName(body, end)) numbers.push({ start: index, end });
      if (numbers.length > MAX_LARGE_NUMBERS)
        throw new JsonLimit(`more than ${MAX_LARGE_NUMBERS} large numbers`);
      index = end - 1;
    }
  }
  return numbers;
}

/** Where in the nesting the scan is, and what was counted on the way. */
class Nesting {
  private depth = 0;
  private values = 0;
  /** By depth. */
  private readonly members = new Int32Array(MAX_DEPTH + 1);
  private readonly isObject = new Uint8Array(MAX_DEPTH + 1);

  open(isObject: boolean): void {
    if (++this.depth > MAX_DEPTH) throw new JsonLimit(`nested deeper than ${MAX_DEPTH} levels`);
    this.members[this.depth] = 0;
    this.isObject[this.depth] = isObject ? 1 : 0;
    this.count();
  }

  /** False where more is closed than was opened: that is not JSON, and the parser gets no further either. */
  close(): boolean {
    return --this.depth >= 0;
  }

  /** The next value of a list, or the next member of an object. */
  next(): void {
    const members = (this.members[this.depth] as number) + 1;
    this.members[this.depth] = members;
    if (members >= MAX_MEMBERS && this.isObject[this.depth] === 1)
      throw new JsonLimit(`an object of more than ${MAX_MEMBERS} members`);
    this.count();
  }

  private count(): void {
    if (++this.values > MAX_VALUES) throw new JsonLimit(`more than ${MAX_VALUES} values`);
  }
}

/** Where the closing quote is. */
function endOfText(body: Buffer, from: number): number {
  let index = from;
  while (index < body.length && body[index] !== QUOTE) index += body[index] === BACKSLASH ? 2 : 1;
  return index;
}

function endOfNumber(body: Buffer, from: number): number {
  let index = from;
  while (index < body.length && isOfNumber(body[index] as number)) index++;
  return index;
}

/** The largest of so few characters is 9e99. */
const ALWAYS_FITS = 4;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const INTEGER = /^-?\d+$/;

function fitsDouble(body: Buffer, start: number, end: number): boolean {
  if (end - start <= ALWAYS_FITS) return true;
  const text = body.toString('latin1', start, end);
  const number = Number(text);
  if (INTEGER.test(text) ? Number.isSafeInteger(number) : Number.isFinite(number)) return true;
  return !NUMBER.test(text);
}

/** Quotes would make a name of it, which is not JSON as it stands. */
function isName(body: Buffer, from: number): boolean {
  let index = from;
  while (index < body.length && (body[index] as number) <= 0x20) index++;
  return body[index] === COLON;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Digits, sign, point, exponent. */
function isOfNumber(byte: number): boolean {
  return isDigit(byte) || byte === MINUS || byte === 0x2b || byte === 0x2e || byte === 0x65 || byte === 0x45;
}
