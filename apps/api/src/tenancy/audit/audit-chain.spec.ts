import * as fc from 'fast-check';
import {
  AuditFacts,
  BEGINNING,
  breakAtEnd,
  canonicalJson,
  ChainedEvent,
  follow,
  hashAfter,
  storable,
} from './audit-chain';

const facts = (sequence: number): AuditFacts => ({
  tenantId: '01900000-0000-7000-8000-000000000001',
  id: '01900000-0000-7000-8000-000000000002',
  sequence,
  occurredAt: '2026-01-31T14:00:00.000000Z',
  actorKind: 'user',
  actorId: '01900000-0000-7000-8000-000000000003',
  actorName: 'Ana',
  action: 'thing.changed',
  targetKind: 'thing',
  targetId: null,
  targetName: null,
  address: null,
  userAgent: null,
  requestId: null,
  before: { n: sequence - 1 },
  after: { n: sequence },
});

function chainOf(length: number): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  let previousHash = BEGINNING.hash;
  for (let sequence = 1; sequence <= length; sequence++) {
    const hash = hashAfter(previousHash, facts(sequence));
    events.push({ facts: facts(sequence), previousHash, hash });
    previousHash = hash;
  }
  return events;
}

const end = (events: readonly ChainedEvent[]) => {
  const last = events.at(-1);
  return last === undefined ? BEGINNING : { sequence: last.facts.sequence, hash: last.hash };
};

/** The whole verification, as it is done batch by batch. */
function breakIn(events: readonly ChainedEvent[], head = end(events)): number | null {
  const { holds, ...link } = follow(BEGINNING, events);
  return holds ? breakAtEnd(link, head) : link.sequence + 1;
}

describe('canonical JSON', () => {
  it('does not depend on the order of the keys, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it('is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('what can be stored', () => {
  it('is without NUL and without halves of a character, in keys as well', () => {
    expect(storable({ 'a\0': ['\ud800b\0', { '\udfff': 1 }], c: undefined, d: new Date(0) })).toEqual({
      a: ['\ufffdb', { '\ufffd': 1 }],
      d: '1970-01-01T00:00:00.000Z',
    });
    expect(storable(undefined)).toBeNull();
  });

  it('is stored as it is when it is stored again', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: false }), (value) => {
        fc.pre(isJson(value));
        const once = storable(value);
        expect(canonicalJson(storable(once))).toBe(canonicalJson(once));
      }),
    );
  });
});

describe('the chain of a record', () => {
  it('holds as it was written, from any of its links on', () => {
    const events = chainOf(5);
    expect(breakIn(events)).toBeNull();
    expect(follow(end(events.slice(0, 2)), events.slice(2))).toMatchObject({ holds: true, sequence: 5 });
    expect(breakIn([])).toBeNull();
  });

  it('depends on every fact', () => {
    const before = hashAfter(BEGINNING.hash, facts(1));
    for (const name of Object.keys(facts(1))) {
      expect(hashAfter(BEGINNING.hash, { ...facts(1), [name]: 'changed' })).not.toEqual(before);
    }
    expect(hashAfter(Buffer.alloc(32, 1), facts(1))).not.toEqual(before);
  });

  it('tells nothing from the empty text', () => {
    const hash = hashAfter(BEGINNING.hash, facts(1));
    expect(hashAfter(BEGINNING.hash, { ...facts(1), targetId: '' })).not.toEqual(hash);
  });

  it('shows where an event was changed, removed, put in or moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(7), fc.nat(7), (length, a, b) => {
        const events = chainOf(length);
        const head = end(events);
        const at = a % length;
        const changed = events.map((event, index) =>
          index === at ? { ...event, facts: { ...event.facts, action: 'nothing.happened' } } : event,
        );
        expect(breakIn(changed, head)).toBe(at + 1);
        expect(breakIn(events.toSpliced(at, 1), head)).toBe(at + 1);
        const other = b % length;
        fc.pre(other !== at);
        const moved = events.with(at, events[other] as ChainedEvent).with(other, events[at] as ChainedEvent);
        expect(breakIn(moved, head)).toBe(Math.min(at, other) + 1);
      }),
    );
  });

  it('shows an end that is not the one that was kept apart', () => {
    const events = chainOf(4);
    const head = end(events);
    expect(breakIn(events.slice(0, 2), head)).toBe(3);
    expect(breakIn(events, { ...head, sequence: 3 })).toBe(4);
    expect(breakIn(events, { ...head, hash: Buffer.alloc(32) })).toBe(4);
  });

  it('shows a past that was written anew, with all its hashes', () => {
    const rewritten = chainOf(3).map(({ facts: own }) => ({ ...own, actorName: 'Nobody' }));
    const events: ChainedEvent[] = [];
    for (const own of rewritten) {
      const { hash: previousHash } = end(events);
      events.push({ facts: own, previousHash, hash: hashAfter(previousHash, own) });
    }
    expect(breakIn(events, end(chainOf(3)))).toBe(3);
  });
});

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
