import { emptyForm } from './draft';
import { isSame, keptKey, readKept } from './kept-draft';

const FORM = { ...emptyForm('en'), name: 'order_shipped' };

describe('what was kept of a template', () => {
  test('is what somebody wrote', () => {
    const kept = { form: FORM, channelId: 'a', version: 3 };
    expect(readKept(JSON.stringify(kept))).toEqual(kept);
  });

  test.each([
    [null],
    [''],
    ['{'],
    ['7'],
    ['{"form":null}'],
    ['{"form":{"name":1}}'],
    [JSON.stringify({ form: { ...FORM, category: 'spam' } })],
    [JSON.stringify({ form: { ...FORM, components: 'none' } })],
  ])('is nothing where %s was found', (found) => {
    expect(readKept(found)).toBeNull();
  });

  test('has only components that are objects', () => {
    const kept = readKept(JSON.stringify({ form: { ...FORM, components: [null, 7, { type: 'BODY' }] } }));
    expect(kept?.form.components).toEqual([{ type: 'BODY' }]);
  });

  test('is of one person, in one workspace, of one template', () => {
    const keys = [
      keptKey('a', 'u', null),
      keptKey('b', 'u', null),
      keptKey('a', 'v', null),
      keptKey('a', 'u', 't'),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});

describe('two forms', () => {
  test('say the same in whichever order their names come', () => {
    const one = { ...FORM, components: [{ type: 'BODY', text: 'Hi', example: { body_text: [['a']] } }] };
    const other = { ...FORM, components: [{ example: { body_text: [['a']] }, text: 'Hi', type: 'BODY' }] };
    expect(isSame(one, other)).toBe(true);
  });

  test('differ by anything in them', () => {
    const one = { ...FORM, components: [{ type: 'BODY', text: 'Hi' }] };
    expect(isSame(one, { ...one, components: [{ type: 'BODY', text: 'Ho' }] })).toBe(false);
    expect(isSame(one, { ...one, components: [{ type: 'BODY', text: 'Hi', more: 1 }] })).toBe(false);
    expect(isSame(one, { ...one, components: [] })).toBe(false);
    expect(isSame(one, { ...one, ttlSeconds: 60 })).toBe(false);
  });
});
