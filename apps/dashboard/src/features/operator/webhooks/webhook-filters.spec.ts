import fc from 'fast-check';
import { addressOf, asQuery, filtersIn, hasFilters, instantOf, localOf, noFilters } from './webhook-filters';

const all = {
  state: 'troubled' as const,
  workspace: 'acme',
  search: 'wamid.HBgL & more',
  from: '2026-11-20T22:05Z',
  to: '2026-11-21T09:30Z',
};

describe('the filters of the webhook log in the address', () => {
  it('come back as they were written', () => {
    expect(filtersIn(new URLSearchParams(addressOf(all)))).toEqual(all);
    expect(addressOf(noFilters)).toBe('');
    expect(filtersIn(new URLSearchParams(''))).toEqual(noFilters);
  });

  it.each([
    'state=exploding',
    'workspace=../etc',
    'workspace=ACME CORP',
    'from=yesterday',
    'to=2026-13-41T00:00Z',
    'from=2026-11-21T09:30',
    'search=',
    'search=abc',
    'search=ab%00cd',
    `search=${'x'.repeat(201)}`,
    'cursor=x',
  ])('are not broken by %s', (query) =>
    expect(hasFilters(filtersIn(new URLSearchParams(query)))).toBe(false),
  );
});

describe('the filters as the API takes them', () => {
  it('are instants, and the last minute is in it as a whole', () => {
    expect(asQuery(all)).toEqual({
      state: 'troubled',
      tenantSlug: 'acme',
      search: 'wamid.HBgL & more',
      from: '2026-11-20T22:05:00.000Z',
      to: '2026-11-21T09:31:00.000Z',
    });
    expect(asQuery(noFilters)).toEqual({});
  });
});

describe('a field for date and time', () => {
  it('shows an instant in the reader’s zone, and gives the same instant back', () => {
    const minutes = fc.integer({ min: 0, max: 60_000_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const instant = `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;
        const shown = localOf(instant);
        expect(new Date(shown).getMinutes()).toBe(new Date(instant).getMinutes());
        // The hour that is there twice in autumn may come back as the other one.
        expect(localOf(instantOf(shown))).toBe(shown);
      }),
    );
  });

  it.each(['', '2026-11-21', '2026-99-21T10:00', 'now'])('that holds %j holds no instant', (text) =>
    expect(instantOf(text)).toBeNull(),
  );
});
