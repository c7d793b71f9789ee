import fc from 'fast-check';
import { MESSAGES } from './message.fixture';
import { wordsOf } from './words';

describe('the words of a message', () => {
  it.each<[type: string, body: unknown, words: string | null]>([
    ['text', { body: ' one\n two\t' }, 'one two'],
    ['image', { id: '1', caption: 'a view' }, 'a view'],
    ['image', { id: '1' }, null],
    ['document', { id: '1', filename: 'a.pdf' }, 'a.pdf'],
    ['document', { id: '1', filename: 'a.pdf', caption: 'read' }, 'read'],
    ['audio', { id: '1' }, null],
    ['location', { latitude: 1, longitude: 2, address: 'Rua' }, 'Rua'],
    ['location', { latitude: 1, longitude: 2 }, null],
    ['contacts', [{ name: { formatted_name: 'Ana' } }, { name: { formatted_name: 'Rui' } }], 'Ana, Rui'],
    ['contacts', Array(4).fill({ name: { formatted_name: 'Ana' } }), 'Ana, Ana, Ana, …'],
    ['reaction', { message_id: 'wamid.1', emoji: '👍' }, '👍'],
    ['reaction', { message_id: 'wamid.1', emoji: '' }, null],
    ['interactive', { type: 'button', body: { text: 'Which?' } }, 'Which?'],
    ['interactive', { type: 'product', header: { type: 'text', text: 'Shop' } }, 'Shop'],
    ['template', { name: 'order_42' }, '[order_42]'],
    ['of_tomorrow', { body: 'x' }, null],
  ])('of %s %j', (type, body, words) => {
    expect(wordsOf(type, body)).toBe(words);
  });

  it('are one line or nothing, and never an error, whatever the value', () => {
    const type = fc.constantFrom(...MESSAGES.map(([name]) => name));
    fc.assert(
      fc.property(type, fc.anything(), (name, body) => {
        const words = wordsOf(name, body);
        expect(words === null || (words !== '' && !/[\n\r\t]/.test(words))).toBe(true);
      }),
    );
  });
});
