import { inFormat, samplesOf, withSamples, withText } from './samples';
import { freeName, labelsIn, nextNumber } from './variables';

const BODY = {
  type: 'BODY',
  text: 'Dear {{1}}, order {{2}} is here.',
  example: { body_text: [['Ana', '10482']] },
};

describe('the samples of a text', () => {
  test('are read from a body, from a header, and by name', () => {
    expect([...samplesOf(BODY, 'positional')]).toEqual([
      ['1', 'Ana'],
      ['2', '10482'],
    ]);
    const header = { type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}', example: { header_text: ['Ana'] } };
    expect(samplesOf(header, 'positional').get('1')).toBe('Ana');
    const named = {
      type: 'BODY',
      text: 'Dear {{name}}!',
      example: { body_text_named_params: [{ param_name: 'name', example: 'Ana' }] },
    };
    expect(samplesOf(named, 'named').get('name')).toBe('Ana');
  });

  test.each([[null], ['x'], [7], [{ body_text: 'Ana' }], [{ body_text: [[1, null]] }], [{ body_text: {} }]])(
    'are empty where %j is given for them',
    (example) => {
      expect([...samplesOf({ ...BODY, example }, 'positional').values()]).toEqual(['', '']);
    },
  );

  test('stay with their variables while the text is changed', () => {
    const changed = withText(BODY, 'Order {{2}} of {{1}} comes {{3}}.', 'positional');
    expect(changed.example).toEqual({ body_text: [['Ana', '10482', '']] });
  });

  test('go with the last variable', () => {
    expect(withText(BODY, 'Your order is here.', 'positional')).toEqual({
      type: 'BODY',
      text: 'Your order is here.',
    });
  });

  test('wait in their places where a number is left out, and are no endless list for a large one', () => {
    expect(withText(BODY, '{{2}} and {{4}}', 'positional').example).toEqual({
      body_text: [['Ana', '10482', '', '']],
    });
    expect(withText(BODY, 'No {{123456789}}.', 'positional')).not.toHaveProperty('example');
  });

  test('leave other parts of an example alone', () => {
    const odd = { ...BODY, example: { ...BODY.example, custom: 1 } };
    expect(withSamples(odd, 'positional', new Map([['1', 'Eva']])).example).toEqual({
      custom: 1,
      body_text: [['Eva', '']],
    });
  });

  test('are numbered in the order of their names', () => {
    const named = withText({ type: 'BODY', text: '' }, 'Hi {{name}}, {{order}} for {{name}}.', 'named');
    expect(inFormat(named, 'named', 'positional').text).toBe('Hi {{1}}, {{2}} for {{1}}.');
  });
});

describe('a new variable', () => {
  test('has the next number', () => {
    expect(nextNumber('Nothing yet')).toBe('1');
    expect(nextNumber('{{1}} and {{3}}, {{ name }}')).toBe('4');
  });

  test('has a name that is not taken', () => {
    expect(freeName('Hi {{name}} {{name_2}}', 'name')).toBe('name_3');
    expect(freeName('Hi', 'name')).toBe('name');
  });

  test('is what stands between two braces, once', () => {
    expect(labelsIn('{{1}} {{ 1 }} {{name}} {{}} {x} {{a{b}}')).toEqual(['1', 'name', '']);
  });
});
