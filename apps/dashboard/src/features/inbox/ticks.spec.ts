import { momentsOf, stateInWords, tickOf } from './ticks';

const times = { occurredAt: 't0', sentAt: null, deliveredAt: null, readAt: null, failedAt: null };

describe('the tick of a message', () => {
  it.each([
    ['queued', 'clock'],
    ['sending', 'clock'],
    ['unknown', 'unknown'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['failed', 'failed'],
  ] as const)('%s shows %s', (state, tick) => expect(tickOf({ direction: 'outbound', state })).toBe(tick));

  it('is only for what we wrote', () => {
    expect(tickOf({ direction: 'inbound', state: 'received' })).toBeNull();
    expect(tickOf({ direction: 'inbound', state: 'read' })).toBeNull();
  });

  it('claims nothing about a state that this version does not know', () => {
    expect(tickOf({ direction: 'outbound', state: 'warping' as never })).toBeNull();
    expect(stateInWords('warping' as never)).toBe('warping');
  });

  it('never turns an unknown outcome into a success or a failure', () => {
    expect(stateInWords('unknown')).toBe('We do not know whether it was delivered');
  });
});

describe('the history of a message', () => {
  it('names what is known, in the order in which it happened', () => {
    expect(momentsOf({ ...times, state: 'read', sentAt: 't1', deliveredAt: 't2', readAt: 't3' })).toEqual([
      { label: 'Written', at: 't0' },
      { label: 'Sent', at: 't1' },
      { label: 'Delivered', at: 't2' },
      { label: 'Read', at: 't3' },
    ]);
  });

  it('says played for a voice note that was listened to', () => {
    expect(momentsOf({ ...times, state: 'played', readAt: 't3' }).at(-1)).toEqual({
      label: 'Played',
      at: 't3',
    });
  });

  it('shows when it failed', () => {
    expect(momentsOf({ ...times, state: 'failed', failedAt: 't1' }).at(-1)).toEqual({
      label: 'Failed',
      at: 't1',
    });
  });
});
