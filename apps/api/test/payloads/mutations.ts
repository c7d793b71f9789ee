import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textMessage } from '../support/meta';

const FOLDER = join(__dirname, '../../src/adapters/whatsapp/fixtures');

type Key = string | number;
type Path = readonly Key[];
type Container = Record<Key, unknown>;

/** A webhook of Meta's that was damaged in one place, beside messages that nobody touched. */
export interface MutatedWebhook {
  readonly bytes: Buffer;
  /** Where and how: for whoever has to find out why it hurts. */
  readonly damage: string;
  /** Too deep or too much to be read at all. */
  readonly isBomb: boolean;
  /** The messages that must come out as if they were alone: in another change, and where it can be in the same list. */
  readonly siblings: readonly Record<string, unknown>[];
}

/** Choices that are the same for the same seed (mulberry32). */
export class Choices {
  constructor(private state: number) {}

  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** What JSON.stringify cannot write is written as a text between two of these, and unwrapped afterwards. */
const RAW = '\ue000';
const raw = (json: string): string => RAW + json + RAW;

const POISON: readonly unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud83d',
  '\udc4b\ud83d',
  '__proto__',
  'constructor',
  'toString',
  '\u202eabc\u2066\u200f',
  '؜مرحبا\u061c',
  '👩‍👩‍👧‍👦'.repeat(50),
  "'; DROP TABLE message; --",
  '{"a":1}',
  '../../etc/passwd',
  raw('1e400'),
  raw('-1e999'),
  raw('1e-400'),
  raw('-0'),
  raw('123456789012345678901234567890'),
  raw('-9007199254740993'),
  raw('0.1234567890123456789'),
  raw('"\\u005f_proto__"'),
  raw('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
];
const OTHER_TYPES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  7,
  -1.5,
  '',
  'x',
  ' ',
  [],
  {},
  [[]],
  [null],
  { a: 1 },
];
const NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'id',
  'type',
  'a\u0000b',
  '\ud83d',
  '',
  '0',
];
const nested = (depth: number, opening: string, closing: string): string =>
  raw(opening.repeat(depth) + '1' + closing.repeat(depth));

type Damage = (owner: Container, key: Key, choices: Choices) => unknown;

const DAMAGES: Readonly<Record<string, Damage>> = {
  missing: (owner, key) => {
    if (Array.isArray(owner)) owner.splice(Number(key), 1);
    else Reflect.deleteProperty(owner, key);
  },
  extra: (owner, key, choices) => {
    const value = choices.of([...OTHER_TYPES, ...POISON]);
    if (Array.isArray(owner)) owner.splice(Number(key), 0, value);
    else define(owner, choices.of(NAMES), value);
  },
  'of another type': (owner, key, choices) => define(owner, key, choices.of(OTHER_TYPES)),
  huge: (owner, key, choices) => {
    const value = owner[key];
    const many = typeof value === 'object' ? 20 : 300;
    define(
      owner,
      key,
      choices.of(['x'.repeat(65_537), '👋'.repeat(40_000), Array.from({ length: many }, () => value)]),
    );
  },
  nested: (owner, key, choices) => {
    define(
      owner,
      key,
      choices.of([nested(16, '[', ']'), nested(16, '{"a":', '}'), [[[owner[key]]]], { value: owner[key] }]),
    );
  },
  poisoned: (owner, key, choices) => define(owner, key, choices.of(POISON)),
  'a bomb': (owner, key, choices) => {
    define(
      owner,
      key,
      choices.of([nested(40, '[', ']'), nested(3_000, '{"a":', '}'), raw(`[${'1,'.repeat(200_001)}1]`)]),
    );
  },
};

/** Also a name that means something to JavaScript. */
function define(owner: Container, key: Key, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

interface Place {
  readonly fixture: string;
  readonly path: Path;
}

const bytesOf = (fixture: string) => readFileSync(join(FOLDER, fixture));
const FIXTURES = new Map(readdirSync(FOLDER).map((name) => [name, bytesOf(name).toString()]));

/** Every place of every fixture, from its first entry on. */
export const PLACES: readonly Place[] = [...FIXTURES].flatMap(([fixture, json]) =>
  pathsOf((JSON.parse(json) as { entry: unknown[] }).entry[0], ['entry', 0]).map((path) => ({
    fixture,
    path,
  })),
);

function pathsOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Container)[key], [...path, key]))];
}

/** The `number`-th case of that seed: the places in turn, so that as many cases as there are places damage each of them. */
export function mutatedWebhook(seed: number, number: number, from = '15550009999'): MutatedWebhook {
  const choices = new Choices((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)) >>> 0);
  const { fixture, path } = PLACES[number % PLACES.length] as Place;
  const webhook = JSON.parse(FIXTURES.get(fixture) as string) as { entry: Container[] };
  const apart = sibling(number, 'apart', from);
  // From two people: a message that is left alone in its list is taken for one of the only contact.
  const beside = [sibling(number, 'beside', from), sibling(number, 'beside too', `${from}9`)];
  const list = listAround(webhook as unknown as Container, path);
  list?.push(...beside);
  // One in about 200: it takes long, and it is always the same.
  const name = choices.below(200) === 0 ? 'a bomb' : choices.of(Object.keys(DAMAGES).slice(0, -1));
  const owner = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Container)[key], webhook) as Container;
  DAMAGES[name]?.(owner, path.at(-1) as Key, choices);
  webhook.entry.push({ id: '102290129340398', changes: [changeWith(apart)] });
  const json = JSON.stringify(webhook).replaceAll(
    new RegExp(`"${RAW}(.*?)${RAW}"`, 'g'),
    (_whole, inner: string) => inner.replaceAll('\\"', '"').replaceAll('\\\\', '\\'),
  );
  return {
    bytes: Buffer.from(json),
    damage: `${fixture} ${path.join('/')} ${name}`,
    isBomb: name === 'a bomb',
    siblings: list === undefined ? [apart] : [apart, ...beside],
  };
}

/** The messages among which the place is, if what is damaged is only one of them. */
function listAround(webhook: Container, path: Path): unknown[] | undefined {
  const [, , , , value, list, ...within] = path;
  if (value !== 'value' || list !== 'messages' || within.length === 0) return undefined;
  const change = path.slice(0, 4).reduce<unknown>((inner, key) => (inner as Container)[key], webhook) as {
    field: string;
    value: { messages: unknown[]; metadata: unknown };
  };
  const isOurs = JSON.stringify(change.value.metadata) === JSON.stringify(METADATA);
  return change.field === 'messages' && isOurs ? change.value.messages : undefined;
}

function sibling(number: number, where: string, from: string): Record<string, unknown> {
  const message = textMessage({ from, id: `wamid.SIBLING${number}${where}`, body: `${number} ${where}` });
  return { ...message, timestamp: '1749416383' };
}

const METADATA = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };

export function changeWith(message: unknown): Record<string, unknown> {
  return {
    field: 'messages',
    value: { messaging_product: 'whatsapp', metadata: METADATA, messages: [message] },
  };
}
