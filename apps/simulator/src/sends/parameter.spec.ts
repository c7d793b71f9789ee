import fc from 'fast-check';
import { INTERACTIVE_TYPES } from './interactive-content';
import { check, list, number, object, optional, text, TRUTH } from './parameter';
import { readSend, SEND_TYPES } from './send-request';
import { templateSend } from './template-content';

const characters = fc.array(fc.constantFrom('a', 'é', '🙂', 'س'), { maxLength: 12 });

describe('a rule for a parameter', () => {
  it('counts the characters of a text as people do', () => {
    fc.assert(
      fc.property(characters, fc.integer({ min: 1, max: 12 }), (letters, max) => {
        const isTaken = letters.length > 0 && letters.length <= max;
        expect(check(text(max), letters.join(''), 'x', 'graph') === null).toBe(isTaken);
      }),
    );
  });

  it('takes numbers, and texts that are numbers, between its bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.boolean(), (value, isText) => {
        const given = isText ? String(value) : value;
        expect(check(number(-10, 10), given, 'x', 'graph') === null).toBe(Math.abs(value) <= 10);
      }),
    );
    for (const value of ['', '1x', '0x1', [], {}, true])
      expect(check(number(-10, 10), value, 'x', 'graph')).toMatchObject({ code: 100 });
  });

  it('says where in a list and an object the fault is', () => {
    const rule = object({ rows: list(object({ id: text(3), isOpen: optional(TRUTH) }), 5) });
    expect(check(rule, { rows: [{ id: 'a' }, { id: 'long' }] }, 'x', 'whatsapp')).toMatchObject({
      code: 131009,
      details: "Param x['rows'][1]['id'] must be at most 3 characters long.",
    });
    expect(check(rule, { rows: [{ id: 'a', isOpen: 'no' }] }, 'x', 'graph')).toMatchObject({
      message: "(#100) Param x['rows'][0]['isOpen'] must be a boolean.",
    });
  });
});

describe('a send request of any kind', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  const content = fc.oneof(
    value,
    fc.record({ type: fc.constantFrom(...INTERACTIVE_TYPES), body: value, action: value, header: value }),
    fc.record({ name: value, language: value, components: fc.array(value) }),
    fc.array(value),
  );

  it('is read or refused, whatever is in it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEND_TYPES), content, value, value, (type, given, context, to) => {
        const body = { messaging_product: 'whatsapp', to: '+351912345678', type, [type]: given };
        for (const one of [body, { ...body, context }, { ...body, to }, given]) {
          const read = readSend(one, '15550100042');
          if ('httpStatus' in read) expect(read).toMatchObject({ httpStatus: 400, type: 'OAuthException' });
          else if ('type' in read && read.type === 'template') templateSend(read.content);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
