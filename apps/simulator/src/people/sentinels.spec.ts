import { sentinelEffect } from './sentinels';

describe('a sentinel number', () => {
  it('has its code in its last six digits', () => {
    expect(sentinelEffect('15550131049')).toEqual({ asyncFailure: 131049 });
    expect(sentinelEffect('15550131056')).toEqual({ answer: 'error', code: 131056 });
    expect(sentinelEffect('15550080007')).toEqual({ answer: 'error', code: 80007 });
  });

  it('is nobody else', () => {
    for (const phone of ['15550100042', '15550199999', '351912345678', '15550000004'])
      expect(sentinelEffect(phone)).toEqual({});
  });

  it.each([
    ['15550100022', { statuses: 'unread' }],
    ['15550131026', { asyncFailure: 131026 }],
    ['15550131047', { asyncFailure: 131047 }],
    ['15550130429', { answer: 'error', code: 130429 }],
    ['15550100503', { answer: 'html', status: 503 }],
    ['15550100499', { answer: 'accept_then_reset' }],
    ['15550100408', { answer: 'accept_then_silence' }],
  ])('%s is what it always was', (phone, effect) => {
    expect(sentinelEffect(phone)).toEqual(effect);
  });
});
