import { phoneFault, tokenFault } from './channel-rules';

describe('a number to connect', () => {
  it.each(['+15550100042', '+351 912 345 678', '+1 (555) 010-0042'])('may be written as %s', (number) =>
    expect(phoneFault(number)).toBeNull(),
  );
  it.each(['5550100042', '+0123456789', '+12', 'call me', '+1555010004299999'])('is not %s', (number) =>
    expect(phoneFault(number)).toMatch(/country code/),
  );
});

describe('an access token', () => {
  it('may be pasted with space around it', () => {
    expect(tokenFault(` ${'E'.repeat(40)}\n`)).toBeNull();
  });
  it('with a space inside is a bad copy', () => {
    expect(tokenFault(`${'E'.repeat(20)} ${'F'.repeat(20)}`)).toMatch(/Copy it once more/);
  });
  it('is not a password of eight characters', () => {
    expect(tokenFault('hunter22')).toMatch(/too short/);
  });
});
