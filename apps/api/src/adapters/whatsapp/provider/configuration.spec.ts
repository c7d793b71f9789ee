import fc from 'fast-check';
import { configurationFaults } from './configuration';

const NOTHING_INSTALLED = { hasAppSecret: false, hasVerifyToken: false };
const INSTALLED = { hasAppSecret: true, hasVerifyToken: true };
const WHOLE = {
  accessToken: 'EAAG'.repeat(10),
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  appSecret: 'a'.repeat(32),
  verifyToken: 'verify-me',
};
const named = (...faults: Parameters<typeof configurationFaults>): string[] =>
  configurationFaults(...faults).map(({ field, code, severity }) => `${severity} ${field} ${code}`);

describe('the configuration of a number', () => {
  it('has no fault when it is whole', () => {
    expect(named(WHOLE, NOTHING_INSTALLED)).toEqual([]);
  });

  it('without anything names all that is missing, and tells what must be from what should', () => {
    const expected = [
      'error accessToken missing',
      'error phoneNumberId missing',
      'warning wabaId recommended',
      'warning appSecret recommended',
      'warning verifyToken recommended',
    ];
    expect(named({}, NOTHING_INSTALLED)).toEqual(expected);
    expect(named({ accessToken: '', phoneNumberId: '' }, NOTHING_INSTALLED)).toEqual(expected);
  });

  it('needs no secret that the installation has', () => {
    const { appSecret: _secret, verifyToken: _token, ...rest } = WHOLE;
    expect(named(rest, INSTALLED)).toEqual([]);
  });

  it.each([
    ['accessToken', 'x'.repeat(19)],
    ['accessToken', `${WHOLE.accessToken} and more`],
    ['accessToken', 'ü'.repeat(30)],
    ['phoneNumberId', '+15550100042'],
    ['phoneNumberId', '../me'],
    ['wabaId', 'account'],
    ['appSecret', 'short'],
    ['verifyToken', 'short'],
  ])('has a malformed %s in %s, also where the installation has one', (field, value) => {
    for (const installed of [INSTALLED, NOTHING_INSTALLED])
      expect(named({ ...WHOLE, [field]: value }, installed)).toEqual([`error ${field} malformed`]);
  });

  it('is judged whatever is in it, and no fault repeats a value', () => {
    const anything = fc.record(
      Object.fromEntries(Object.keys(WHOLE).map((name) => [name, fc.string({ minLength: 12 })])),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anything, (given) => {
        const faults = configurationFaults(given, NOTHING_INSTALLED);
        const words = faults.map(({ message }) => message).join();
        for (const value of Object.values(given)) expect(words.includes(String(value))).toBe(false);
        const fields = faults.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
      }),
    );
  });
});
