import {
  cardOfPlace,
  type Finding,
  findingsAt,
  findingsIn,
  placeInWords,
  placeOfFinding,
  summaryOf,
} from './findings';

const finding = (pointer: string, severity: Finding['severity'] = 'error'): Finding => ({
  rule: 'body.too_long',
  severity,
  pointer,
  message: 'Too long.',
  fix: null,
});

test('findings are told apart by their places', () => {
  const all = [finding('/components/1'), finding('/components/1/text'), finding('/components/10/text')];
  expect(findingsAt(all, '/components/1')).toEqual([all[0]]);
  expect(findingsIn(all, '/components/1')).toEqual([all[0], all[1]]);
});

describe('the place where a finding is mended', () => {
  const places = ['/name', '/components/0/text', '/components/1/buttons/0', '/components/1/buttons/0/url'];

  test.each([
    ['/components/0/text', '/components/0/text'],
    ['/components/1/buttons/0/url', '/components/1/buttons/0/url'],
    ['/components/1/buttons/0/example', '/components/1/buttons/0'],
    ['/components', '/components/0/text'],
    ['/components/1/buttons', '/components/1/buttons/0'],
    ['/language', null],
  ])('of %s is %s', (pointer, place) => {
    expect(placeOfFinding(pointer, places)).toBe(place);
  });
});

test.each([
  [[], 'Nothing to mend'],
  [[finding('/name')], '1 fault'],
  [[finding('/name'), finding('/name'), finding('/category', 'warning')], '2 faults, 1 to look at'],
])('%# findings are summed up', (findings, words) => {
  expect(summaryOf(findings)).toBe(words);
});

test.each([
  ['/name', 'Name'],
  ['/components', 'Template'],
  ['/components/0/text', 'Body'],
  ['/components/1/buttons/2/url', 'Button 3'],
  ['/components/2/cards/0/components/1/text', 'Card 1'],
  ['', 'Template'],
])('%s is called %s', (pointer, words) => {
  const types = ['BODY', 'BUTTONS', 'CAROUSEL'];
  expect(placeInWords(pointer, (index) => types[index] ?? '')).toBe(words);
});

test.each([
  ['/components/2/cards/3/components/1/text', 3],
  ['/components/2/cards/0', 0],
  ['/components/2/cards', null],
  ['/components/2/text', null],
])('%s is in card %s', (pointer, card) => {
  expect(cardOfPlace(pointer)).toBe(card);
});
