import { addressOf, asQuery, filtersIn, hasFilters, noFilters } from './audit-filters';

const actorId = '01930000-0000-7000-8000-000000000070';
const all = { actorId, action: 'member.removed', from: '2026-11-01', to: '2026-11-21' };

describe('the filters of the audit trail in the address', () => {
  it('come back as they were written', () => {
    expect(filtersIn(new URLSearchParams(addressOf(all)))).toEqual(all);
    expect(addressOf(noFilters)).toBe('');
    expect(filtersIn(new URLSearchParams(''))).toEqual(noFilters);
  });

  it.each([
    'actorId=7',
    'action=DROP TABLE',
    'from=yesterday',
    'to=2026-13-41',
    'from=',
    'cursor=x',
    'open=x',
  ])('are not broken by %s', (query) =>
    expect(hasFilters(filtersIn(new URLSearchParams(query)))).toBe(false),
  );
});

describe('the filters as the API takes them', () => {
  it('include the whole last day', () => {
    const { from, to } = asQuery({ ...noFilters, from: '2026-11-21', to: '2026-11-21' });
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
    expect(new Date(from ?? '').getHours()).toBe(0);
  });

  it('leave out what is not set', () => {
    expect(asQuery(noFilters)).toEqual({});
    expect(asQuery({ ...noFilters, actorId })).toEqual({ actorId });
  });
});
