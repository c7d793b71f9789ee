import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { signatureOf, wireBytes } from './wire';

describe('the bytes of a webhook', () => {
  it('write every character above U+007F as lowercase escapes', () => {
    expect(wireBytes({ body: 'é سلام 🙂 \u007f' }).toString('latin1')).toBe(
      '{"body":"\\u00e9 \\u0633\\u0644\\u0627\\u0645 \\ud83d\\ude42 \u007f"}',
    );
  });

  it('are ASCII and mean the same, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const bytes = wireBytes({ body });
        expect(bytes.every((byte) => byte <= 0x7f)).toBe(true);
        expect(JSON.parse(bytes.toString('ascii'))).toEqual({ body });
      }),
    );
  });

  it('write the id of a template as an integer with all of its digits, and leave words alone', () => {
    const value = { message_template_id: '16893147010051571', text: '"message_template_id":"1"' };
    expect(wireBytes({ value }).toString('ascii')).toBe(
      String.raw`{"value":{"message_template_id":16893147010051571,"text":"\"message_template_id\":\"1\""}}`,
    );
  });

  it('are signed as they are', () => {
    const bytes = wireBytes({ body: '🙂' });
    const expected = createHmac('sha256', 'secret').update('{"body":"\\ud83d\\ude42"}').digest('hex');
    expect(signatureOf(bytes, 'secret')).toBe(`sha256=${expected}`);
  });
});
