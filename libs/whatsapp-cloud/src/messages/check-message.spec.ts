import fc from 'fast-check';
import { checkMessage, MESSAGE_TYPES } from './check-message';
import { MESSAGES } from './message.fixture';

const junk = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** All places of a value, as the keys that lead there. */
function placesIn(value: unknown, before: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [before];
  return [before, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...before, key]))];
}

function withAt(value: unknown, [key, ...rest]: readonly string[], other: unknown): unknown {
  if (key === undefined) return other;
  const part = withAt((value as Record<string, unknown>)[key], rest, other);
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (String(index) === key ? part : entry));
  return { ...(value as object), [key]: part };
}

describe('the rules of messages', () => {
  it.each(MESSAGES)('have nothing against a full %s %j', (type, body) => {
    expect(checkMessage(type, body)).toEqual([]);
  });

  it('know an example of every type', () => {
    expect(new Set(MESSAGES.map(([type]) => type))).toEqual(new Set(MESSAGE_TYPES));
  });

  it('take exactly the types that can be sent', () => {
    for (const type of ['', 'button', 'order', 'constructor', '__proto__', 'toString']) {
      expect(checkMessage(type, {})).toEqual([
        { field: 'type', code: 'unsupported', message: 'is not a type of message that can be sent' },
      ]);
    }
  });

  it.each(MESSAGES.map(([type, body]) => [type, body] as const))(
    'refuse an unknown part of %s by its name: %j',
    (type, body) => {
      const more = Array.isArray(body)
        ? [{ ...(body[0] as object), extra: 1 }]
        : { ...(body as object), extra: 1 };
      const field = Array.isArray(body) ? `${type}[0].extra` : `${type}.extra`;
      expect(checkMessage(type, more)).toEqual([
        { field, code: 'not_allowed', message: 'is not known here' },
      ]);
    },
  );

  it('refuse parts that have the names of what every object has', () => {
    const body: unknown = JSON.parse('{"body":"x","constructor":1,"toString":2,"__proto__":3}');
    expect(checkMessage('text', body).map(({ field, code }) => [field, code])).toEqual([
      ['text.constructor', 'not_allowed'],
      ['text.toString', 'not_allowed'],
      ['text.__proto__', 'not_allowed'],
    ]);
  });

  it('count a part that is undefined as not given, as JSON leaves it out', () => {
    expect(checkMessage('text', { body: 'x', preview_url: undefined, extra: undefined })).toEqual([]);
    expect(checkMessage('text', { body: undefined })).toEqual([
      { field: 'text.body', code: 'missing', message: 'must be given' },
    ]);
  });

  it('find fault with junk, and never throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGE_TYPES), junk, (type, body) => {
        expect(checkMessage(type, body)).not.toEqual([]);
      }),
    );
  });

  it('never throw, whatever stands in the place of any part', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MESSAGES), fc.nat(), junk, ([type, body], at, other) => {
        const places = placesIn(body);
        const faults = checkMessage(type, withAt(body, places[at % places.length] ?? [], other));
        for (const { field, message } of faults) {
          expect(field.startsWith(type)).toBe(true);
          expect(message).not.toMatch(/\.$|undefined|\[object/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throw for what throws when it is looked at, or has no end', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const endless: Record<string, unknown> = {};
    endless.data = endless;
    const flow = { flow_message_version: '3', flow_id: '1', flow_cta: 'x' };
    const withFlow = (flow_action_payload: unknown) => ({
      type: 'flow',
      body: { text: 'x' },
      action: { name: 'flow', parameters: { ...flow, flow_action_payload } },
    });
    expect(checkMessage('text', hostile)).toMatchObject([{ field: 'text', code: 'malformed' }]);
    expect(checkMessage('interactive', withFlow({ screen: 'A', data: endless }))).toMatchObject([
      { field: 'interactive.action.parameters.flow_action_payload.data', code: 'malformed' },
    ]);
    expect(checkMessage('interactive', withFlow({ screen: 'A', data: 1n }))).toMatchObject([
      { code: 'malformed' },
    ]);
    expect(checkMessage('contacts', new Array(2 ** 32 - 1))).toMatchObject([{ code: 'too_many' }]);
  });

  it('never repeat what the message says', () => {
    const faults = checkMessage('text', { body: 'secret'.repeat(1_000), ['x'.repeat(10_000)]: 1 });
    expect(JSON.stringify(faults)).not.toContain('secret');
    expect(JSON.stringify(faults).length).toBeLessThan(400);
  });
});
