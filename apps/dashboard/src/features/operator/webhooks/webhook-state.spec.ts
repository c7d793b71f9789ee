import { eventState, kindWords, webhookState } from './webhook-state';

const exploded = '2026-11-21T09:30:00Z';
const elements = (total: number, done: number, waiting: number, dead: number) => ({
  total,
  done,
  waiting,
  dead,
});

describe('how far a webhook has come', () => {
  it.each([
    ['just received', { explodedAt: null, attempts: 0, elements: elements(0, 0, 0, 0) }, 'Waiting', 'plain'],
    [
      'failed at',
      { explodedAt: null, attempts: 3, elements: elements(0, 0, 0, 0) },
      'Tried 3 times',
      'warning',
    ],
    [
      'in the lanes',
      { explodedAt: exploded, attempts: 1, elements: elements(3, 1, 2, 0) },
      '2 waiting',
      'plain',
    ],
    ['applied', { explodedAt: exploded, attempts: 1, elements: elements(3, 3, 0, 0) }, 'Done', 'good'],
    [
      'empty',
      { explodedAt: exploded, attempts: 1, elements: elements(0, 0, 0, 0) },
      'Nothing in it',
      'plain',
    ],
    [
      'set aside in part',
      { explodedAt: exploded, attempts: 1, elements: elements(1_204, 4, 0, 1_200) },
      '1,200 set aside',
      'danger',
    ],
  ] as const)('%s', (_, delivery, text, tone) => expect(webhookState(delivery)).toEqual({ text, tone }));
});

describe('a part of a webhook', () => {
  it('says where it stands', () => {
    expect(eventState({ state: 'retrying', attempts: 1 }).text).toBe('Failed once');
    expect(eventState({ state: 'retrying', attempts: 2 }).text).toBe('Failed 2 times');
    expect(eventState({ state: 'dead', attempts: 3 })).toEqual({ tone: 'danger', text: 'Set aside' });
    expect(eventState({ state: 'asleep' as 'done', attempts: 0 })).toEqual({ tone: 'plain', text: 'asleep' });
  });

  it('is called by its kind and type', () => {
    expect(kindWords({ kind: 'message', type: 'image' })).toBe('Message: image');
    expect(kindWords({ kind: 'account', type: 'phone_number_quality_update' })).toBe(
      'Account event: phone number quality update',
    );
    expect(kindWords({ kind: 'hologram', type: null })).toBe('hologram');
  });
});
