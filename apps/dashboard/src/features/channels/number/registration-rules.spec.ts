import { codeFault, digitsIn, isUpTheLadder, pinFault } from './registration-rules';

describe('a code of Meta', () => {
  it.each(['123456', '123-456', ' 123 456 ', '1234'])('may be typed as %j', (code) =>
    expect(codeFault(code)).toBeNull(),
  );
  it.each(['123', '123456789', '12a456'])('is not %j', (code) => expect(codeFault(code)).toMatch(/digits/));
  it('is sent as its digits', () => expect(digitsIn(' 123-456 ')).toBe('123456'));
});

describe('a PIN', () => {
  it('has six digits', () => {
    expect(pinFault('481516')).toBeNull();
    expect(pinFault('48151')).toMatch(/six/);
    expect(pinFault('48151a')).toMatch(/six/);
  });
});

describe('a number', () => {
  it.each(['PENDING', 'UNVERIFIED', 'DISCONNECTED'])('that is %s has the ladder before it', (state) =>
    expect(isUpTheLadder(state)).toBe(false),
  );
  it.each(['CONNECTED', 'BANNED', 'FLAGGED', null])('that is %s has not', (state) =>
    expect(isUpTheLadder(state)).toBe(true),
  );
});
