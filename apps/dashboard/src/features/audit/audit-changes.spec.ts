import { changesIn } from './audit-changes';

describe('what an event has changed', () => {
  it('is what differs, not what stayed', () => {
    expect(
      changesIn({
        before: { timeZone: 'UTC', language: 'en' },
        after: { timeZone: 'Asia/Tehran', language: 'en' },
      }),
    ).toEqual([{ field: 'time zone', before: 'UTC', after: 'Asia/Tehran' }]);
  });

  it('is all of it when something was made or taken away', () => {
    expect(changesIn({ before: null, after: { role: 'agent' } })).toEqual([
      { field: 'role', before: null, after: 'agent' },
    ]);
    expect(changesIn({ before: { role: 'agent' }, after: null })).toEqual([
      { field: 'role', before: 'agent', after: null },
    ]);
  });

  it('goes into what is nested, and says lists, truths and nothing in words', () => {
    expect(
      changesIn({
        before: { accessToken: { lastFour: '1234' }, echoEnabled: true, scopes: [], expiresAt: '2027' },
        after: { accessToken: { lastFour: '9f2e' }, echoEnabled: false, scopes: ['a', 'b'], expiresAt: null },
      }),
    ).toEqual([
      { field: 'access token, last four', before: '1234', after: '9f2e' },
      { field: 'echo enabled', before: 'yes', after: 'no' },
      { field: 'scopes', before: 'none', after: 'a, b' },
      { field: 'expires at', before: '2027', after: 'nothing' },
    ]);
  });

  it('is nothing for an event that changed no value', () => {
    expect(changesIn({ before: null, after: null })).toEqual([]);
  });
});
