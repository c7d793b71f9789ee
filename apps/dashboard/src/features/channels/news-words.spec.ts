import type { ChannelNewsKind } from '@parley/api-client';
import fc from 'fast-check';
import { newsBadges, newsSentence, newsTone, whatToDo } from './news-words';

const item = (kind: string, detail: string | null = null, reason: string | null = null) => ({
  kind: kind as ChannelNewsKind,
  detail,
  reason,
});

describe('what Meta told, in words', () => {
  it.each([
    [
      item('ban_announced', 'December 1, 2026'),
      'Meta announced that it will disable the account on December 1, 2026.',
    ],
    [item('ban_announced'), 'Meta announced that it will disable the account.'],
    [item('messaging_limit', 'TIER_2K'), 'The messaging limit is 2,000 new people per day now.'],
    [
      item('messaging_limit', 'TIER_UNLIMITED'),
      'The messaging limit is lifted: as many new people per day as you like.',
    ],
    [item('name_declined', 'Chairs', 'TOO_SHORT'), 'Meta declined the name Chairs (TOO_SHORT).'],
    [
      item('restricted', 'RESTRICTED_ADD_PHONE_NUMBER_ACTION'),
      'Meta restricted the account: no numbers can be added to it.',
    ],
    [item('something_newer', 'Moved'), 'Meta told something new: Moved.'],
  ])('%j is said as: %s', (one, sentence) => expect(newsSentence(one)).toBe(sentence));

  it('says what to do about what somebody can do something about', () => {
    expect(whatToDo(item('banned'))).toMatch(/review/);
    expect(whatToDo(item('reinstated'))).toBeNull();
  });

  it('tells what is bad from what is only so', () => {
    expect(newsTone(item('banned'))).toBe('danger');
    expect(newsTone(item('quality_low'))).toBe('warning');
    expect(newsTone(item('name_pending'))).toBe('plain');
  });

  it('is on a card once, and not where the card says it already', () => {
    const words = newsBadges([
      item('begin_restricted'),
      item('answer_restricted'),
      item('quality_low'),
      item('name_declined'),
    ]).map(({ word }) => word);
    expect(words).toEqual(['Restricted', 'Name declined']);
    expect(newsBadges(undefined)).toEqual([]);
  });

  it('is always a sentence, whatever Meta writes', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), fc.option(fc.string()), (kind, detail, reason) => {
        expect(newsSentence(item(kind, detail, reason))).toMatch(/^[A-Z]/);
      }),
    );
  });
});
