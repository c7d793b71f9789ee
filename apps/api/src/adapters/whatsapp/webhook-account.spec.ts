import fc from 'fast-check';
import { accountOf } from './webhook-account';

const entry = (id: unknown, value: object = {}) => ({ id, changes: [{ field: 'messages', value }] });
const webhook = (...entries: object[]) =>
  Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: entries }));

describe('the account of a webhook', () => {
  it('is that of its entry', () => {
    expect(accountOf(webhook(entry('102290129340398')))).toBe('102290129340398');
  });

  it('is not known where there is more than one entry, even of one account', () => {
    expect(accountOf(webhook(entry('1'), entry('2')))).toBeNull();
    expect(accountOf(webhook(entry('1'), entry('1')))).toBeNull();
  });

  it('is what Meta says, whatever people write', () => {
    const text = '"changes" {"entry":[{"id":"666"';
    expect(accountOf(webhook(entry('1', { messages: [{ text: { body: text } }] })))).toBe('1');
  });

  it('is not known where the entry does not begin with it, or is no account', () => {
    expect(accountOf(webhook({ changes: [], id: '1' }))).toBeNull();
    for (const id of [1, null, 'abc', '', '1'.repeat(41)]) expect(accountOf(webhook(entry(id)))).toBeNull();
    expect(accountOf(webhook({ id: '1' }))).toBeNull();
    for (const text of ['', 'hello', '[]', '{"entry":[{"id":"1"'])
      expect(accountOf(Buffer.from(text))).toBeNull();
  });

  it('is found in any bytes or not, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(accountOf(Buffer.from(bytes))).toBeNull();
      }),
    );
  });
});
