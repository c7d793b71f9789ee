import { newTraceId, newWamid } from './identifiers';

describe('a WhatsApp message id', () => {
  it('looks like those of Meta: the number and a random part in base64', () => {
    const bytes = Buffer.from(newWamid('5511912345678', 'outbound').slice('wamid.'.length), 'base64');
    expect(bytes.subarray(0, 22).toString('hex')).toBe(
      `1c180d${Buffer.from('5511912345678').toString('hex')}150200111812`,
    );
    expect(bytes.subarray(22, -1).toString('latin1')).toMatch(/^[0-9A-F]{18}$/);
    expect(bytes.at(-1)).toBe(0);
  });

  it('is new every time', () => {
    const ids = Array.from({ length: 1_000 }, () => newWamid('5511912345678', 'inbound'));
    expect(new Set(ids).size).toBe(1_000);
  });
});

describe('a trace id', () => {
  it('is A and 22 characters', () => {
    expect(newTraceId()).toMatch(/^A[\w-]{22}$/);
  });
});
