import { windowEndOf } from './window-words';

const message = (
  direction: 'inbound' | 'outbound',
  occurredAt: string,
  origin: 'live' | 'history' = 'live',
) => ({
  direction,
  origin,
  occurredAt,
});

describe('the time in which anything may be written', () => {
  it('is a day from the last that they wrote', () => {
    const messages = [
      message('outbound', '2026-11-22T09:00:00Z'),
      message('inbound', '2026-11-22T08:00:00Z'),
      message('inbound', '2026-11-20T08:00:00Z'),
    ];
    expect(windowEndOf(messages, true)).toBe(Date.parse('2026-11-23T08:00:00Z'));
  });

  it('is not opened by what they wrote to another app long ago', () => {
    expect(windowEndOf([message('inbound', '2026-11-22T08:00:00Z', 'history')], false)).toBeNull();
  });

  it('is not known while what they wrote may be further back', () => {
    expect(windowEndOf([message('outbound', '2026-11-22T08:00:00Z')], true)).toBeUndefined();
    expect(windowEndOf([message('outbound', '2026-11-22T08:00:00Z')], false)).toBeNull();
  });
});
