import { answersOf } from './answers';

describe('the answers of a form', () => {
  it('are told in its order, with names that people can read', () => {
    expect(
      answersOf({ first_name: 'Ana', size: 42, toppings: ['ham', 'olives'], newsletter: false }),
    ).toEqual([
      { name: 'first name', value: 'Ana' },
      { name: 'size', value: '42' },
      { name: 'toppings', value: 'ham, olives' },
      { name: 'newsletter', value: 'no' },
    ]);
  });

  it('leave out what nobody filled in and what only the form needs', () => {
    expect(answersOf({ flow_token: 'x', note: '', rest: null })).toEqual([]);
  });

  it('show what is nested as it came', () => {
    expect(answersOf({ address: { city: 'Porto' } })).toEqual([
      { name: 'address', value: '{"city":"Porto"}' },
    ]);
  });

  it('are none where there was no form, and never more than twenty', () => {
    expect(answersOf(null)).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`question ${index}`, 'yes']));
    expect(answersOf(many)).toHaveLength(20);
  });
});
