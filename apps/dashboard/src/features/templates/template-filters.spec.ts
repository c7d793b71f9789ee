import fc from 'fast-check';
import { addressOf, CATEGORIES, filtersIn, hasFilters, noFilters } from './template-filters';

const in_ = (address: string) => filtersIn(new URLSearchParams(address));

describe('the filters of the templates', () => {
  it('are read from the address and written to it, whatever is searched for', () => {
    const filters = fc.record({
      search: fc.option(fc.string({ minLength: 1, maxLength: 50, unit: fc.constantFrom(...'a&=?#+ éسلام') })),
      status: fc.option(fc.constantFrom('approved', 'in_appeal')),
      category: fc.option(fc.constantFrom(...CATEGORIES)),
      language: fc.option(fc.constantFrom('en', 'pt_BR', 'fil', 'zh_CN')),
      channelId: fc.option(fc.uuid()),
    });
    fc.assert(
      fc.property(filters, (given) => {
        expect(in_(addressOf(given))).toEqual(given);
      }),
    );
  });

  it('take no notice of what is none', () => {
    expect(in_('?status=Approved!&category=spam&language=english please&channelId=1&open=sync')).toEqual(
      noFilters,
    );
    expect(in_(`?search=${'x'.repeat(101)}`)).toEqual(noFilters);
    expect(in_('?search=a%0Ab')).toEqual(noFilters);
  });

  it('are there or not', () => {
    expect(hasFilters(noFilters)).toBe(false);
    expect(hasFilters({ ...noFilters, language: 'en' })).toBe(true);
    expect(addressOf(noFilters)).toBe('');
  });
});
