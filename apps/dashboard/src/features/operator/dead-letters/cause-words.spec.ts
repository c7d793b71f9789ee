import { causeWords, knownReasons } from './cause-words';

describe('the cause of a dead letter', () => {
  it('is told in words for every reason that there is', () => {
    expect([...knownReasons].sort()).toEqual([
      'ambiguous_account',
      'apply_failed',
      'crashed',
      'explode_failed',
      'not_a_webhook',
      'not_json',
      'not_understood',
      'too_large',
      'unknown_channel',
    ]);
  });

  it.each(knownReasons)('%s says what happened and what to do next, in whole sentences', (reason) => {
    const { title, meaning, next } = causeWords('apply', reason);
    expect(title).toMatch(/^[A-Z]/);
    for (const text of [meaning, next]) expect(text).toMatch(/^[A-Z].*\.$/);
    // Visible text calls a tenant a workspace.
    expect(`${title} ${meaning} ${next}`).not.toMatch(/tenant|element/i);
  });

  it('is the reason itself when that is newer than this page', () => {
    expect(causeWords('apply', 'moon_phase')).toEqual({
      title: 'Moon phase',
      meaning: 'It was set aside while it was applied.',
      next: 'Open one and read what it says, then replay or discard it.',
    });
  });
});
