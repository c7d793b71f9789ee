import fc from 'fast-check';
import { AccountElement } from '../communication-adapter';
import { digestOf } from './account-event-digest';

const news = (more: Partial<AccountElement> = {}): AccountElement => ({
  kind: 'account',
  whereabouts: { channelExternalId: null, accountId: '102290129340398', address: null },
  occurredAt: '2025-06-08T20:59:43.000Z',
  payload: { event: 'APPROVED', message_template_id: '12345678', nested: { b: [1, 2], a: null } },
  field: 'message_template_status_update',
  event: 'APPROVED',
  subject: '12345678',
  ...more,
});

const hex = (more?: Partial<AccountElement>) => digestOf(news(more)).toString('hex');

describe('what makes two pieces of news the same one', () => {
  it('is 32 bytes long', () => expect(digestOf(news())).toHaveLength(32));

  it('does not depend on the order of keys', () => {
    const shuffled = { nested: { a: null, b: [1, 2] }, message_template_id: '12345678', event: 'APPROVED' };
    expect(hex({ payload: shuffled })).toBe(hex());
  });

  it.each<[string, Partial<AccountElement>]>([
    ['the field', { field: 'message_template_quality_update' }],
    ['the event', { event: 'REJECTED' }],
    ['the time', { occurredAt: '2025-06-08T20:59:44.000Z' }],
    ['no time', { occurredAt: null }],
    ['the order of a list', { payload: { ...(news().payload as object), nested: { b: [2, 1], a: null } } }],
    ['a key that is there and empty', { payload: { ...(news().payload as object), reason: null } }],
    ['a list in place of an object', { payload: [['event', 'APPROVED']] }],
  ])('is %s', (_what, more) => expect(hex(more)).not.toBe(hex()));

  it('tells any two contents apart, and finds a copy of one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const isSame = JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));
        expect(hex({ payload: one }) === hex({ payload: other })).toBe(isSame);
        expect(hex({ payload: JSON.parse(JSON.stringify(one)) as unknown })).toBe(hex({ payload: one }));
      }),
    );
  });
});

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortedKeys((value as Record<string, unknown>)[key])]));
}
