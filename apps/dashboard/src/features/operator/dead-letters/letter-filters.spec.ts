import { addressOf, asQuery, lettersIn } from './letter-filters';

const none = { stage: null, reason: null, workspace: null, state: 'waiting' as const };
const inAddress = (query: string) => lettersIn(new URLSearchParams(query));

describe('which dead letters the address shows', () => {
  it.each([
    { ...none, stage: 'route' as const, reason: 'unknown_channel' },
    { ...none, workspace: 'acme', state: 'discarded' as const },
    { ...none, state: 'replayed' as const },
    none,
  ])('comes back as it was written: %j', (filters) => expect(inAddress(addressOf(filters))).toEqual(filters));

  it.each(['', 'open=x', 'stage=lost', 'reason=DROP TABLE', 'workspace=../x', 'state=gone'])(
    'is none, but the causes, for "%s"',
    (query) => expect(inAddress(query)).toBeNull(),
  );
});

describe('the filters as the API takes them', () => {
  it('always say which state', () => {
    expect(asQuery({ ...none, workspace: 'acme' })).toEqual({ state: 'waiting', tenantSlug: 'acme' });
  });
});
