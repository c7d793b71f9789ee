import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CHANNEL_NEWS_KINDS, ChannelNews } from '../../channels';
import { parseProviderJson } from '../../messaging';
import { elementsOf } from './normalise/elements';
import { NUMBER_NEWS_FIELDS, numberNewsOf, peopleOf } from './number-news';

function told(fixture: string): readonly ChannelNews[] {
  const bytes = readFileSync(join(__dirname, 'fixtures', `${fixture}.json`));
  return elementsOf(parseProviderJson(bytes)).flatMap((element) =>
    element.kind === 'account' ? numberNewsOf(element) : [],
  );
}

const NOTHING = { detail: null, reason: null, until: null };

describe('what Meta tells of a number', () => {
  it.each<[string, ChannelNews[]]>([
    ['account-ban', [{ ...NOTHING, kind: 'ban_announced', detail: 'December 1, 2026' }]],
    [
      'account-restriction',
      [
        {
          ...NOTHING,
          kind: 'begin_restricted',
          detail: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
          until: new Date('2025-06-15T21:10:00Z'),
        },
      ],
    ],
    ['account-violation', [{ ...NOTHING, kind: 'violation', detail: 'SCAM' }]],
    ['account-review', [{ ...NOTHING, kind: 'review_passed' }]],
    ['account-partner-app-uninstalled', [{ ...NOTHING, kind: 'account_left' }]],
    ['account-verified', [{ ...NOTHING, kind: 'account_verified' }]],
    [
      'account-alert',
      [{ ...NOTHING, kind: 'alert', detail: 'Your request was rejected.', reason: 'OBA_REJECTED' }],
    ],
    [
      'account-alert-of-a-number',
      [
        {
          ...NOTHING,
          kind: 'notice',
          detail: 'The profile picture was removed.',
          reason: 'PROFILE_PICTURE_LOST',
        },
      ],
    ],
    ['number-name', [{ ...NOTHING, kind: 'name_approved', detail: 'Lucky Shrub' }]],
    [
      'number-quality',
      [
        { ...NOTHING, kind: 'throughput_raised' },
        { ...NOTHING, kind: 'messaging_limit', detail: 'TIER_UNLIMITED' },
      ],
    ],
    ['number-quality-v23', [{ ...NOTHING, kind: 'messaging_limit', detail: 'TIER_10K' }]],
    ['business-capability-as-a-tier', [{ ...NOTHING, kind: 'messaging_limit', detail: 'TIER_2K' }]],
    ['business-capability-as-a-number', [{ ...NOTHING, kind: 'messaging_limit', detail: 'TIER_2K' }]],
    ['business-capability-v23', []],
    ['security', [{ ...NOTHING, kind: 'pin_changed' }]],
    ['template-status', []],
    ['account-volume-tier', []],
  ])('by %s', (fixture, news) => expect(told(fixture)).toEqual(news));

  it('lifts all restrictions by a list that names none', () => {
    const payload = { event: 'ACCOUNT_RESTRICTION', restriction_info: [] };
    expect(numberNewsOf({ field: 'account_update', payload })).toEqual([
      { ...NOTHING, kind: 'unrestricted' },
    ]);
  });

  it('says with a name that was declined why', () => {
    const payload = {
      decision: 'REJECTED',
      requested_verified_name: 'Chairs',
      rejection_reason: 'NAME_TOO_SHORT',
    };
    expect(numberNewsOf({ field: 'phone_number_name_update', payload })).toEqual([
      { ...NOTHING, kind: 'name_declined', detail: 'Chairs', reason: 'NAME_TOO_SHORT' },
    ]);
  });

  it.each([
    [250, 'TIER_250'],
    ['2000', 'TIER_2K'],
    [100_000, 'TIER_100K'],
    ['TIER_10K', 'TIER_10K'],
    [-1, 'TIER_UNLIMITED'],
  ])('names the limit %j as Meta does: %s', (limit, detail) => {
    const payload = { max_daily_conversations_per_business: limit };
    expect(numberNewsOf({ field: 'business_capability_update', payload })).toEqual([
      { ...NOTHING, kind: 'messaging_limit', detail },
    ]);
  });

  it.each([3_148_597_341_311_181, 9_007_199_254_740_000, 2.5, 1e21, 'TIER_SOON'])(
    'says nothing of the limit %j, which is none',
    (limit) => {
      const payload = { max_daily_conversations_per_business: limit };
      expect(numberNewsOf({ field: 'business_capability_update', payload })).toEqual([]);
    },
  );

  it('says nothing of what it does not know, and never fails', () => {
    const words = fc.constantFrom(
      'DISABLED_UPDATE',
      'ACCOUNT_RESTRICTION',
      'FLAGGED',
      '__proto__',
      'toString',
    );
    const payload = fc.oneof(
      fc.jsonValue(),
      fc.record({
        event: words,
        decision: words,
        ban_info: fc.jsonValue(),
        restriction_info: fc.jsonValue(),
        alert_info: fc.jsonValue(),
        max_daily_conversations_per_business: fc.jsonValue(),
      }),
    );
    const field = fc.constantFrom(...NUMBER_NEWS_FIELDS, '__proto__', 'messages');
    fc.assert(
      fc.property(field, payload, (name, value) => {
        for (const { kind, detail, until } of numberNewsOf({ field: name, payload: value })) {
          expect(CHANNEL_NEWS_KINDS).toContain(kind);
          expect(until?.getTime()).not.toBeNaN();
          if (kind === 'messaging_limit') expect(peopleOf(detail ?? '')).not.toBeUndefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});
